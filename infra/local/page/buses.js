// Buses on a drawing: each a dot in its line's colour with an arrow ahead, gliding from where it was to where it is.

import { draw } from "./dom.js";
import { colorOf, project } from "./map.js";
import { say } from "./words.js";

const GLIDES = [2, 30]; // seconds, at least and at most: as long as lay between what the bus said and what it says now
const JUMPS = 2_000; // drawing units a second, 200 km/h or so in any city: what moves faster is shown where it is

export const title = (bus) => say(bus.headsign ? "busTo" : "busOf", { number: bus.route, headsign: bus.headsign });

export class Buses {
  // `dress(element, bus)` adds to a bus what one can do with it; without it, it says what it is under the mouse.
  constructor(dress = named) {
    this.layer = draw("g", { class: "buses" });
    this.dress = dress;
    this.shown = new Map();
  }

  // Shows these buses and no others; whoever was there before is the same element still.
  show(buses) {
    const known = this.shown;
    this.shown = new Map();
    for (const bus of buses) {
      const was = known.get(bus.id);
      known.delete(bus.id);
      const element = was?.element ?? dot(bus);
      const at = project(bus.lat, bus.lon);
      move(element, at, was && (bus.at - was.bus.at) / 1000, was && Math.hypot(at.x - was.at.x, at.y - was.at.y));
      turn(element, bus.bearing);
      this.dress(element, bus);
      if (!was) this.layer.append(element);
      this.shown.set(bus.id, { bus, at, element });
    }
    for (const { element } of known.values()) element.remove();
  }

  // So many drawing units are a pixel now.
  scale(unit) {
    this.layer.style.setProperty("--unit", unit);
  }
}

function dot(bus) {
  const mark = draw(
    "g",
    { class: "mark" },
    draw("circle", { class: "reach", r: 12 }),
    draw("path", { class: "arrow", d: "M-4.600 -4.200L0 -11L4.600 -4.200Z" }),
    draw("circle", { class: "body", r: 5.5 }),
  );
  const element = draw("g", { class: "bus" }, mark);
  element.style.setProperty("--color", colorOf(bus.route_id));
  return element;
}

function move(element, { x, y }, seconds, way) {
  const glides = seconds > 0 && way < JUMPS * seconds;
  element.style.transitionDuration = glides ? `${Math.min(Math.max(seconds, GLIDES[0]), GLIDES[1])}s` : "0s";
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

function turn(element, bearing) {
  element.classList.toggle("aimless", bearing == null);
  element.style.setProperty("--bearing", `${bearing ?? 0}deg`);
}

function named(element, bus) {
  if (element.lastChild.tagName === "title") element.lastChild.remove();
  element.append(draw("title", {}, title(bus)));
}
