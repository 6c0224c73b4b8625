// The conversation, as the phone shows it.

import { byId, draw, icon, make } from "./dom.js";
import { thumbnail } from "./map.js";
import { language, say } from "./words.js";

const log = byId("log");
const SILENCE_MS = 10_000;
const GROUPED_MS = 5 * 60_000;

let bubbles = [];
let actions = {};
let waiting = null;

// `press(text, shown)` sends what a button says.
export function open(handlers) {
  actions = handlers;
}

export function showAll(all) {
  bubbles = all;
  render();
}

export function add(bubble) {
  bubbles.push(bubble);
  if (bubble.by === "oa") settle();
  else if (bubble.kind !== "unfollow" && !actions.elsewhere()) expect();
  render();
}

export function render() {
  const rows = bubbles.length ? bubbles.flatMap(row) : [welcome()];
  if (waiting) rows.push(waiting.element());
  log.replaceChildren(...rows);
  // To the end, but an answer that is longer than the screen is read from its beginning.
  const begun = bubbles.findLastIndex((bubble) => bubble.by !== "oa") + 1;
  const answer = begun < bubbles.length ? log.querySelectorAll(".row.theirs")[answersBefore(begun)] : null;
  log.scrollTop = Math.min(log.scrollHeight, answer ? answer.offsetTop - log.offsetTop - 8 : Infinity);
}

const answersBefore = (position) => bubbles.slice(0, position).filter((bubble) => bubble.by === "oa").length;

function row(bubble, position) {
  const before = bubbles[position - 1];
  const after = bubbles[position + 1];
  const rows = [];
  if (!before || bubble.at - before.at > GROUPED_MS) rows.push(make("p", { class: "day" }, moment(bubble.at)));
  if (bubble.kind === "follow" || bubble.kind === "unfollow") {
    rows.push(make("p", { class: "pill" }, say(bubble.kind === "follow" ? "didFollow" : "didUnfollow")));
    return rows;
  }
  const last = !after || after.by !== bubble.by || after.kind === "follow" || after.kind === "unfollow";
  const side = bubble.by === "oa" ? "theirs" : "mine";
  rows.push(
    make(
      "div",
      { class: `row ${side}${last ? " last" : ""}` },
      bubble.by === "oa" ? make("img", { class: "face", src: "icon.svg", alt: "", width: 28, height: 28 }) : null,
      make(
        "div",
        { class: `bubble ${bubble.kind}` },
        make("span", { class: "hidden" }, say(bubble.by === "oa" ? "oaSaid" : "citizenSaid")),
        ...content(bubble),
        make("time", { datetime: new Date(bubble.at).toISOString() }, clock(bubble.at)),
        bubble.buttons.length ? make("div", { class: "buttons" }, ...bubble.buttons.map(button)) : null,
      ),
    ),
  );
  return rows;
}

function content(bubble) {
  if (bubble.kind === "location") {
    const [latitude, longitude] = bubble.location;
    return [
      make("span", { class: "minimap" }, thumbnail(latitude, longitude)),
      make("span", { class: "caption" }, say("myPlace"), make("small", {}, `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`)),
    ];
  }
  if (bubble.kind === "sticker") {
    return [draw("svg", { class: "thumb", role: "img", "aria-label": say("sticker") }, draw("use", { href: "#i-thumb" }))];
  }
  return [make("span", { class: "text" }, bubble.text)];
}

function button({ title, type, payload }) {
  switch (type) {
    case "oa.open.url":
      return make("a", { href: payload.url, target: "_blank", rel: "noopener noreferrer" }, icon("link"), title);
    case "oa.open.phone":
      return pressable(title, icon("phone"), () => actions.notice(say("call", { number: payload.phone_code })));
    case "oa.open.sms":
      return pressable(title, null, () => actions.notice(say("text", { number: payload.phone_code })));
    default:
      return pressable(title, null, () => actions.press(payload, type === "oa.query.show"));
  }
}

const pressable = (title, mark, press) => make("button", { type: "button", onclick: press }, mark, title);

function welcome() {
  return make(
    "div",
    { class: "welcome" },
    make("img", { src: "icon.svg", alt: "", width: 72, height: 72 }),
    make("h2", {}, say("oa")),
    make("p", {}, say("welcome")),
  );
}

// Dots while an answer is on its way, and a word when none comes.
function expect() {
  settle();
  let silent = false;
  const timer = setTimeout(() => {
    silent = true;
    actions.presence(false);
    render();
  }, SILENCE_MS);
  waiting = {
    timer,
    element: () =>
      silent
        ? make("p", { class: "pill" }, say("silent"))
        : make(
            "div",
            { class: "row theirs last", "aria-hidden": "true" },
            make("img", { class: "face", src: "icon.svg", alt: "", width: 28, height: 28 }),
            make("div", { class: "bubble typing" }, make("i"), make("i"), make("i")),
          ),
  };
  actions.presence(true);
}

function settle() {
  if (waiting) clearTimeout(waiting.timer);
  waiting = null;
  actions.presence(false);
}

// The city's clock, wherever this browser is.
let zone;

export function live(timeZone) {
  try {
    new Intl.DateTimeFormat("vi-VN", { timeZone });
    zone = timeZone || undefined;
  } catch {
    zone = undefined;
  }
}

const locale = () => (language() === "en" ? "en-GB" : "vi-VN");

export const clock = (at, seconds = false) =>
  new Date(at).toLocaleTimeString(locale(), {
    hour: "2-digit",
    minute: "2-digit",
    second: seconds ? "2-digit" : undefined,
    hourCycle: "h23",
    timeZone: zone,
  });

const moment = (at) =>
  `${new Date(at).toLocaleDateString(locale(), { weekday: "long", day: "numeric", month: "numeric", timeZone: zone })}, ${clock(at)}`;
