// A drawing of the network from the feed's stops and lines, to pick a place on: by touch, mouse or keyboard.

import { byId, draw } from "./dom.js";
import { Buses } from "./buses.js";
import { say } from "./words.js";

const SIZE = 100_000; // the view's longer side in drawing units: many, for browsers draw no text below one unit
const MARGIN = 0.15 * SIZE;
const LABELS = 14; // stop names are written when no more stops than this are in sight
const CROWD = 250; // stops in sight are drawn smaller when they are more
const TAP = 6; // pixels that a finger may move and still tap
const EARTH = 6_371_000; // metres

let network = { zone: "", view: null, stops: [], lines: [] };
let scale = 1; // drawing units per degree of latitude
let narrowing = 1; // how much shorter a degree of longitude is
let origin = { lat: 0, lon: 0 }; // where (0, 0) is: the north-west corner of the view
let home = { x: 0, y: 0, w: SIZE, h: SIZE };

export function use(drawn) {
  network = drawn;
  if (!network.view) return;
  const [south, west, north, east] = network.view;
  narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const side = Math.max(north - south, (east - west) * narrowing, 0.002);
  scale = SIZE / side;
  origin = { lat: north, lon: west };
  const w = (east - west) * narrowing * scale;
  const h = (north - south) * scale;
  home = { x: -MARGIN, y: -MARGIN, w: w + 2 * MARGIN, h: h + 2 * MARGIN };
}

export const view = () => home;

export const project = (lat, lon) => ({ x: (lon - origin.lon) * narrowing * scale, y: (origin.lat - lat) * scale });
const unproject = ({ x, y }) => ({ latitude: origin.lat - y / scale, longitude: origin.lon + x / narrowing / scale });

function points() {
  return network.stops.map(([lat, lon]) => project(lat, lon));
}

const path = (stops, at) => "M" + stops.map((stop) => `${Math.round(at[stop].x)} ${Math.round(at[stop].y)}`).join("L");

// The stop in the middle of the view.
function middle() {
  const centre = { x: home.x + home.w / 2, y: home.y + home.h / 2 };
  return points().reduce((best, at) => (distance(at, centre) < distance(best, centre) ? at : best));
}

// The feed's stops, those in the middle of the view first.
export function fromTheMiddle() {
  const centre = { x: home.x + home.w / 2, y: home.y + home.h / 2 };
  const far = ([lat, lon]) => distance(project(lat, lon), centre);
  return network.stops.toSorted((a, b) => far(a) - far(b));
}

const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

export const colorOf = (routeId) => network.lines.find((line) => line.route_id === routeId)?.color ?? "#56677a";

// Lines under stops; strokes keep their width at any zoom.
export function layers() {
  const at = points();
  const lines = network.lines.map((line) => draw("path", { class: "line", d: path(line.stops, at), stroke: line.color, "data-route": line.route_id }));
  const dots = at.map(({ x, y }) => `M${Math.round(x)} ${Math.round(y)}h0`).join("");
  return [
    draw("g", { class: "lines" }, ...lines),
    draw("path", { class: "dots rim", d: dots }),
    draw("path", { class: "dots", d: dots }),
  ];
}

export function backdrop(svg) {
  svg.setAttribute("viewBox", `${home.x} ${home.y} ${home.w} ${home.h}`);
  svg.setAttribute("preserveAspectRatio", "xMidYMid slice");
  svg.replaceChildren(layers()[0]);
}

// The neighbourhood of a place with a pin on it.
export function thumbnail(latitude, longitude) {
  const { x, y } = project(latitude, longitude);
  const w = (1200 / EARTH) * (180 / Math.PI) * scale;
  const svg = draw("svg", { viewBox: `${x - w / 2} ${y - w / 4} ${w} ${w / 2}`, "aria-hidden": "true" });
  const pin = draw("g", { transform: `translate(${x} ${y}) scale(${w / 220})` }, ...pinShape());
  svg.append(...layers(), pin);
  return svg;
}

const pinShape = () => [
  draw("ellipse", { class: "shadow", cx: 0, cy: 0, rx: 7, ry: 2.5 }),
  draw("path", { class: "pin", d: "M0 0C-3-6-11-11-11-19a11 11 0 1 1 22 0C11-11 3-6 0 0Z" }),
  draw("circle", { class: "eye", cx: 0, cy: -19, r: 4.2 }),
];

function metresBetween(a, b) {
  const north = ((a.latitude - b.latitude) * Math.PI * EARTH) / 180;
  const east = ((a.longitude - b.longitude) * narrowing * Math.PI * EARTH) / 180;
  return Math.hypot(north, east);
}

export function nearest(place) {
  let best = null;
  for (const [latitude, longitude, name] of network.stops) {
    const metres = metresBetween(place, { latitude, longitude });
    if (!best || metres < best.metres) best = { name, metres };
  }
  return best;
}

export class Picker {
  // `share(latitude, longitude)` is called with the place picked.
  constructor(share) {
    this.svg = byId("drawing");
    this.label = byId("place");
    this.fingers = new Map();
    this.buses = new Buses();
    byId("share").addEventListener("click", () => this.finish(share));
    byId("zoom-in").addEventListener("click", () => this.zoom(0.6));
    byId("zoom-out").addEventListener("click", () => this.zoom(1 / 0.6));
    this.svg.addEventListener("keydown", (event) => this.key(event, share));
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("pointerdown", (event) => this.press(event));
    this.svg.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) this.svg.addEventListener(name, (event) => this.lift(event));
    new ResizeObserver(() => this.fit()).observe(this.svg);
  }

  // Shows the network, the pin where it was last, or in the middle.
  open() {
    byId("share").disabled = !network.view;
    if (!network.view) {
      this.label.textContent = say("noNetwork");
      return;
    }
    this.names = draw("g", { class: "names" });
    this.numbers = draw("g", { class: "numbers" });
    this.pin = draw("g", { class: "marker" }, ...pinShape());
    this.svg.replaceChildren(...layers(), this.numbers, this.names, this.buses.layer, this.pin);
    this.at = points();
    this.view ??= { ...home };
    this.place ??= middle();
    this.fit();
  }

  finish(share) {
    const { latitude, longitude } = unproject(this.place);
    share(Number(latitude.toFixed(6)), Number(longitude.toFixed(6)));
  }

  // The view takes the drawing's proportions on the screen, around its own middle.
  fit() {
    const { width, height } = this.svg.getBoundingClientRect();
    if (!this.view || !width || !height) return;
    const { x, y, w, h } = this.view;
    const grown = Math.max(w / width, h / height);
    this.view = { x: x + w / 2 - (grown * width) / 2, y: y + h / 2 - (grown * height) / 2, w: grown * width, h: grown * height };
    this.unit = grown;
    this.render();
  }

  render() {
    const { x, y, w, h } = this.view;
    this.svg.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
    this.buses.scale(this.unit);
    this.pin.setAttribute("transform", `translate(${this.place.x} ${this.place.y}) scale(${this.unit * 1.3})`);
    this.write();
    clearTimeout(this.saying);
    this.saying = setTimeout(() => this.tell(), 150);
  }

  tell() {
    const found = nearest(unproject(this.place));
    const metres = Math.round(found.metres / 10) * 10;
    this.label.textContent = say(metres < 20 ? "at" : "near", { stop: found.name, metres });
  }

  // Stop names where there is room, line numbers at the lines' ends before that.
  write() {
    const { x, y, w, h } = this.view;
    const seen = [];
    for (const [index, at] of this.at.entries()) {
      if (at.x > x && at.x < x + w && at.y > y && at.y < y + h) seen.push(index);
    }
    this.svg.classList.toggle("crowded", seen.length > CROWD);
    const named = seen.length <= LABELS ? seen : [];
    this.written = [];
    this.names.replaceChildren(...named.map((index) => this.caption("stop-name", this.at[index], network.stops[index][2])).filter(Boolean));
    this.numbers.replaceChildren(...(named.length ? [] : this.ends()));
  }

  ends() {
    const ends = new Map();
    for (const line of network.lines) {
      const { x, y } = this.at[line.stops[0]];
      // Lines that end at one place share one label.
      const key = `${Math.round(x / this.unit / 30)} ${Math.round(y / this.unit / 20)}`;
      const end = ends.get(key) ?? { at: { x, y }, routes: new Set() };
      ends.set(key, { ...end, routes: end.routes.add(line.route) });
    }
    return [...ends.values()].map(({ at, routes }) => this.caption("line-number", at, [...routes].slice(0, 4).join(" · "))).filter(Boolean);
  }

  // A text beside a point, or nothing where another text is already.
  caption(kind, at, text) {
    const box = { left: at.x, top: at.y - 8 * this.unit, right: at.x + (12 + 7 * text.length) * this.unit, bottom: at.y + 8 * this.unit };
    const overlaps = (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
    if (this.written.some(overlaps)) return null;
    this.written.push(box);
    const shown = draw("text", { class: kind, x: at.x + 9 * this.unit, y: at.y + 4 * this.unit, "font-size": 12 * this.unit }, text);
    shown.style.strokeWidth = `${3.5 * this.unit}px`;
    return shown;
  }

  zoom(factor, around = this.place) {
    const w = Math.min(Math.max(this.view.w * factor, SIZE / 60), SIZE * 3);
    const by = w / this.view.w;
    const { x, y, h } = this.view;
    this.view = { x: around.x - (around.x - x) * by, y: around.y - (around.y - y) * by, w, h: h * by };
    this.unit *= by;
    this.render();
  }

  pan(x, y) {
    this.view = { ...this.view, x: this.view.x + x, y: this.view.y + y };
    this.render();
  }

  key(event, share) {
    const step = (event.shiftKey ? 48 : 12) * this.unit;
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (moves[event.key]) this.shift(moves[event.key][0] * step, moves[event.key][1] * step);
    else if (event.key === "+" || event.key === "=") this.zoom(0.6);
    else if (event.key === "-") this.zoom(1 / 0.6);
    else if (event.key === "Enter") this.finish(share);
    else return;
    event.preventDefault();
  }

  // Moves the pin, and the view with it when the pin comes near an edge.
  shift(x, y) {
    this.place = { x: this.place.x + x, y: this.place.y + y };
    const { view, place } = this;
    const edge = 0.12;
    if (place.x < view.x + view.w * edge || place.x > view.x + view.w * (1 - edge)) view.x += x;
    if (place.y < view.y + view.h * edge || place.y > view.y + view.h * (1 - edge)) view.y += y;
    this.render();
  }

  wheel(event) {
    event.preventDefault();
    this.zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, this.under(event));
  }

  under(event) {
    const box = this.svg.getBoundingClientRect();
    return { x: this.view.x + (event.clientX - box.left) * this.unit, y: this.view.y + (event.clientY - box.top) * this.unit };
  }

  press(event) {
    this.svg.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.tapped = this.fingers.size === 1 ? { x: event.clientX, y: event.clientY } : null;
  }

  move(event) {
    const finger = this.fingers.get(event.pointerId);
    if (!finger || !this.view) return;
    const now = { x: event.clientX, y: event.clientY };
    if (this.fingers.size === 2) {
      const other = [...this.fingers].find(([id]) => id !== event.pointerId)[1];
      const by = Math.hypot(finger.x - other.x, finger.y - other.y) / Math.max(1, Math.hypot(now.x - other.x, now.y - other.y));
      this.zoom(by, this.under({ clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 }));
    } else if (!this.tapped || Math.hypot(now.x - this.tapped.x, now.y - this.tapped.y) > TAP) {
      this.tapped = null;
      this.pan((finger.x - now.x) * this.unit, (finger.y - now.y) * this.unit);
    }
    this.fingers.set(event.pointerId, now);
  }

  lift(event) {
    if (this.tapped && event.type === "pointerup") {
      this.place = this.under(event);
      this.render();
    }
    this.fingers.delete(event.pointerId);
    this.tapped = null;
  }
}
