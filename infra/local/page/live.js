// The buses of the city on a drawing beside the phone, as the functions know them.

import { Buses, title } from "./buses.js";
import { clock } from "./chat.js";
import { byId, make } from "./dom.js";
import { colorOf, layers, nearest, view } from "./map.js";
import { say } from "./words.js";

const EVERY = 10_000;
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

// Asks where the buses are now and every ten seconds, but only while somebody can see the page. `heard` gets them, or
// null where there is no live feed.
export function watch(heard) {
  let next = 0;
  let turn = 0;
  const ask = async () => {
    clearTimeout(next);
    const ours = ++turn;
    if (document.visibilityState !== "visible") return;
    const answer = await fetch("/api/vehicles").then((got) => got.json()).catch(() => null);
    if (ours !== turn) return; // somebody has asked since
    if (answer) heard(answer.vehicles); // else the stack is gone or busy: what was heard last stands
    next = setTimeout(ask, EVERY);
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}

export class City {
  constructor() {
    this.svg = byId("city");
    this.tag = byId("tag");
    this.buses = new Buses((element, bus) => this.dress(element, bus));
    this.all = [];
    this.svg.append(...layers(), this.buses.layer);
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.svg.addEventListener("pointerover", (event) => this.tell(event.target.closest(".bus") ?? this.focused()));
    this.svg.addEventListener("pointerleave", () => this.tell(this.focused()));
    this.svg.addEventListener("focusin", (event) => this.enter(event.target.closest(".bus")));
    this.svg.addEventListener("focusout", () => this.tell(null));
    new ResizeObserver(() => this.fit()).observe(this.svg);
  }

  show(buses) {
    byId("live").hidden = !buses;
    const held = this.focused();
    this.all = (buses ?? []).toSorted((a, b) => a.route.localeCompare(b.route) || a.id.localeCompare(b.id));
    this.buses.show(this.all);
    if (!this.centre && this.all.length) this.settle();
    this.label();
    if (held && !held.isConnected) this.enter(this.inSight()[0])?.focus();
    if (this.told && !this.told.isConnected) this.tell(null);
    this.enter(this.stop?.isConnected ? this.stop : this.inSight()[0]);
  }

  // What it says, in the language of the page.
  label() {
    const latest = Math.max(...this.all.map((bus) => bus.at));
    byId("live-count").textContent = this.all.length ? say("liveCount", { count: this.all.length, time: clock(latest, true) }) : say("noBuses");
    for (const { element, bus } of this.buses.shown.values()) this.dress(element, bus);
    if (this.told) this.tell(this.told);
  }

  dress(element, bus) {
    element.dataset.id = bus.id;
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", `${title(bus)}, ${this.where(bus)}`);
    if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", -1);
  }

  where(bus) {
    return say("closeTo", { stop: nearest({ latitude: bus.lat, longitude: bus.lon })?.name ?? "" });
  }

  // The drawing stays where most buses were at first.
  settle() {
    const at = [...this.buses.shown.values()].map((one) => one.at);
    const [x, y] = ["x", "y"].map((axis) => at.map((point) => point[axis]).toSorted((a, b) => a - b)[at.length >> 1]);
    this.centre = { x, y };
    this.fit();
  }

  fit() {
    const { width, height } = this.svg.getBoundingClientRect();
    if (!width || !height) return;
    const { x, y, w, h } = view();
    const unit = Math.max(w / width, h / height);
    const centre = this.centre ?? { x: x + w / 2, y: y + h / 2 };
    this.seen = { x: centre.x - (unit * width) / 2, y: centre.y - (unit * height) / 2, w: unit * width, h: unit * height };
    this.svg.setAttribute("viewBox", `${this.seen.x} ${this.seen.y} ${this.seen.w} ${this.seen.h}`);
    this.buses.scale(unit);
    this.enter(this.stop?.isConnected ? this.stop : this.inSight()[0]);
  }

  focused() {
    return document.activeElement?.closest?.("#city .bus") ?? null;
  }

  // The buses that are on the drawing, line by line: a line that leaves the city takes its buses along.
  inSight() {
    const { x, y, w, h } = this.seen ?? { x: 0, y: 0, w: 0, h: 0 };
    const isSeen = ({ at }) => at.x > x && at.x < x + w && at.y > y && at.y < y + h;
    return [...this.buses.shown.values()].filter(isSeen).map(({ element }) => element);
  }

  // Tab leads to one bus, the arrows from bus to bus.
  enter(element) {
    if (!element) return null;
    this.stop?.setAttribute("tabindex", -1);
    this.stop = element;
    element.setAttribute("tabindex", 0);
    if (element === this.focused()) this.tell(element);
    return element;
  }

  key(event) {
    const seen = this.inSight();
    const at = seen.indexOf(this.focused());
    const ends = { Home: 0, End: seen.length - 1 };
    const next = event.key in STEPS ? (at + STEPS[event.key] + seen.length) % seen.length : ends[event.key];
    if (next === undefined || !seen[next]) return;
    event.preventDefault();
    seen[next].focus();
  }

  // Says beside a bus which it is, and shows its line before the others; null ends that.
  tell(element) {
    this.told = element;
    const bus = element && this.buses.shown.get(element.dataset.id)?.bus;
    this.svg.classList.toggle("telling", Boolean(bus));
    for (const line of this.svg.querySelectorAll(".line")) line.classList.toggle("told", line.dataset.route === bus?.route_id);
    for (const { element: one, bus: other } of this.buses.shown.values()) {
      one.classList.toggle("told", one === element);
      one.classList.toggle("alike", other.route_id === bus?.route_id);
    }
    this.tag.hidden = !bus;
    if (!bus) return;
    const number = make("b", {}, bus.route);
    number.style.background = colorOf(bus.route_id);
    this.tag.replaceChildren(number, make("span", {}, bus.headsign ? `→ ${bus.headsign}` : "", make("small", {}, this.where(bus))));
    this.follow(element);
  }

  // The tag goes along with its bus.
  follow(element) {
    if (this.told !== element || !element.isConnected) return;
    const [bus, city, tag] = [element.querySelector(".body"), this.svg, this.tag].map((one) => one.getBoundingClientRect());
    const x = bus.x + bus.width / 2 - city.x;
    const above = bus.y - city.y - tag.height - 8;
    this.tag.style.left = `${Math.max(6, Math.min(x - tag.width / 2, city.width - tag.width - 6))}px`;
    this.tag.style.top = `${above > 4 ? above : bus.bottom - city.y + 8}px`;
    requestAnimationFrame(() => this.follow(element));
  }
}
