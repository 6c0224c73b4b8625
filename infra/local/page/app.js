// The page: one citizen's phone, and the way of what it sends.

import * as chat from "./chat.js";
import { byId, draw, make } from "./dom.js";
import { Office } from "./dossiers.js";
import { City, watch } from "./live.js";
import * as map from "./map.js";
import { connect, forget, network } from "./phone.js";
import * as ways from "./ways.js";
import { language, say, speak } from "./words.js";

const state = { follows: false, elsewhere: false, feed: "", isSample: false, ahead: 0, lines: [], code: "", isAnswering: false };
const text = byId("text");
let phone = null;
let picker = null;
let city = null;
let office = null;

async function send(action) {
  if (!(await phone.act(action))) notice(say("starting"));
}

function notice(words, kept = false) {
  const place = byId("notice");
  place.textContent = words;
  place.hidden = !words;
  clearTimeout(notice.timer);
  if (words && !kept) notice.timer = setTimeout(() => notice(""), 6000);
}

function heard(name, data) {
  if (name === "state") {
    Object.assign(state, { follows: data.follows, elsewhere: data.replies_elsewhere, feed: data.feed, isSample: data.is_sample });
    state.ahead = data.now - Date.now();
    chat.showAll(data.bubbles);
    ways.showAll(data.ways);
    label();
  } else if (name === "bubble") {
    if (data.kind === "follow" || data.kind === "unfollow") state.follows = data.kind === "follow";
    chat.add(data);
    label();
  } else {
    ways.show(data);
  }
}

function label() {
  speak();
  const follow = byId("follow");
  follow.textContent = say(state.follows ? "followed" : "follow");
  follow.setAttribute("aria-pressed", state.follows);
  byId("feed").textContent = state.feed && !state.isSample ? say("feed", { name: state.feed }) : "";
  byId("sample").hidden = !state.isSample;
  if (state.elsewhere) notice(say("elsewhere"), true);
  presence();
  composing();
  suggest();
  tick();
}

function presence() {
  byId("presence").textContent = say(state.isAnswering ? "answering" : state.isSample ? "sampleKind" : "kind");
}

function tick() {
  byId("time").textContent = chat.clock(Date.now() + state.ahead);
}

// What one can try, from the feed itself: a stop that is an address, a line, a stop's name.
function suggestions() {
  const names = map.fromTheMiddle().map(([, , name]) => name);
  const address = names.find((name) => /^\d+[A-Z]? \p{L}/u.test(name)) ?? names[0];
  const stop = names.find((name) => !/\d|^Đối diện/.test(name) && name.length < 26);
  const longest = state.lines.reduce((best, line) => (line.stops.length > (best?.stops.length ?? 0) ? line : best), null);
  const route = longest?.route;
  return [
    address,
    route && say("route", { number: route }),
    stop && say("stop", { name: stop }),
    state.code && say("caseAsked", { code: state.code }),
    say("help"),
    say("person"),
    say("fire"),
  ].filter(Boolean);
}

function suggest() {
  const chip = (words) => make("button", { type: "button", onclick: () => send({ do: "text", text: words }) }, words);
  byId("chips").replaceChildren(...suggestions().map(chip));
  byId("examples").replaceChildren(...suggestions().map((words) => make("li", {}, chip(words))));
}

function composing() {
  const written = text.value.trim() !== "";
  const button = byId("send");
  button.setAttribute("aria-label", say(written ? "send" : "thumb"));
  button.querySelector("use").setAttribute("href", written ? "#i-send" : "#i-thumb");
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 104)}px`;
}

function submit(event) {
  event.preventDefault();
  const words = text.value.trim();
  text.value = "";
  composing();
  send(words ? { do: "text", text: words } : { do: "sticker" });
}

const behind = () => [...document.querySelectorAll(".status, .oa, .log, .chips, .composer, .about, .live, .office, .ways, .foot")];

function write(code) {
  text.value = code;
  composing();
  text.focus();
}

function openMap() {
  byId("map").hidden = false;
  for (const part of behind()) part.inert = true;
  picker.open();
  byId("drawing").focus();
}

function closeMap() {
  byId("map").hidden = true;
  for (const part of behind()) part.inert = false;
  byId("open-map").focus();
}

function share(latitude, longitude) {
  closeMap();
  send({ do: "location", latitude, longitude });
}

function listen() {
  byId("composer").addEventListener("submit", submit);
  text.addEventListener("input", composing);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  });
  byId("follow").addEventListener("click", () => send({ do: state.follows ? "unfollow" : "follow" }));
  byId("open-map").addEventListener("click", openMap);
  byId("close-map").addEventListener("click", closeMap);
  byId("map").addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMap();
  });
  byId("new-citizen").addEventListener("click", () => {
    forget();
    location.reload();
  });
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.addEventListener("click", () => {
      speak(button.dataset.lang);
      label();
      chat.render();
      ways.render();
      city?.label();
      office.render();
    });
  }
}

async function drawNetwork() {
  const drawn = await network();
  map.use(drawn);
  chat.live(drawn.zone);
  state.lines = drawn.lines;
  if (drawn.view) {
    const svg = draw("svg", { class: "backdrop", "aria-hidden": "true" });
    map.backdrop(svg);
    document.body.prepend(svg);
  }
  chat.render();
  ways.render();
  suggest();
  tick();
  city = new City();
  watch((buses) => {
    city.show(buses);
    picker.buses.show(buses ?? []);
  });
}

chat.open({
  press: (words, shown) => send({ do: "text", text: words, shown }),
  notice,
  presence: (isAnswering) => {
    state.isAnswering = isAnswering;
    presence();
  },
  elsewhere: () => state.elsewhere,
});
speak(language());
label();
listen();
picker = new map.Picker(share);
office = new Office(write);
setInterval(tick, 5000);
phone = await connect({ heard, lost: (isLost) => notice(isLost ? say("lost") : "", isLost) });
await drawNetwork();
state.code = (await office.load()) ?? "";
suggest();
document.body.dataset.ready = "";
