// Each message's way beside the phone: when it was where, and what the functions asked of AWS.

import { clock } from "./chat.js";
import { byId, make } from "./dom.js";
import { knows, say } from "./words.js";

const SHOWN = 20;
const NAMES = { user_send_location: "myPlace", user_send_sticker: "sticker", follow: "follow", unfollow: "didUnfollow" };

let ways = new Map();

export function showAll(all) {
  ways = new Map(all.map((way) => [way.id, way]));
  render();
}

export function show(way) {
  ways.set(way.id, way);
  render();
}

export function render() {
  const latest = [...ways.values()].reverse().slice(0, SHOWN);
  byId("ways").replaceChildren(...latest.map(card));
  byId("no-ways").hidden = latest.length > 0;
}

function card(way) {
  const received = way.steps.find((step) => step.message === "received");
  const answers = way.steps.filter((step) => step.message === "answered");
  const sent = way.sent_ms.at(-1);
  const length = Math.max(way.webhook_ms ?? 0, ...way.sent_ms, ...answers.map((step) => step.after_ms), 1);
  const stages = [
    make("li", { class: "stage" }, make("span", { class: "what" }, say("event")), make("code", {}, way.event), make("span", { class: "ms" }, "0 ms")),
    stage("webhook", 0, way.webhook_ms, length, webhookTime(way), received && say("functionTook", { ms: whole(received.ms) }), received),
    ...answers.map((step) => lookup(step, length)),
    stage("sent", sent, sent, length, sent == null ? say(isOver(way) ? "unanswered" : "waiting") : `${sent} ms`),
  ];
  return make(
    "li",
    { class: "way", "data-id": way.id },
    make(
      "p",
      { class: "head" },
      make("time", {}, clock(way.at, true)),
      make("q", {}, way.text || say(NAMES[way.event] ?? "event")),
      sent == null ? null : make("span", { class: "total" }, say("total", { ms: sent })),
    ),
    make("ol", { class: "stages" }, ...stages),
  );
}

function webhookTime(way) {
  if (way.webhook_ms == null) return say("waiting");
  if (way.status == null) return say("unreachable");
  return way.status === 200 ? `${way.webhook_ms} ms` : `HTTP ${way.status}`;
}

// The function is already at work while the platform waits for it: its own time ends where its log line is.
function lookup(step, length) {
  const end = Math.min(step.after_ms, length);
  const service = knows(step.service) ? say(step.service) : step.service;
  return stage("lookup", Math.max(0, end - step.ms), end, length, `${whole(step.ms)} ms`, service, step);
}

function stage(name, from, until, length, time, note, step) {
  const bar = make("span", { class: "bar", "aria-hidden": "true" });
  if (until != null) {
    const fill = make("i", { class: name });
    fill.style.left = `${(100 * from) / length}%`;
    fill.style.width = `${(100 * (until - from)) / length}%`;
    bar.append(fill);
  }
  const calls = (step?.aws ?? []).map(([call, ms]) => make("code", {}, call, make("small", {}, ` ${ms} ms`)));
  return make(
    "li",
    { class: `stage ${name}` },
    make("span", { class: "what" }, say(name)),
    bar,
    make("span", { class: "ms" }, time),
    note || calls.length ? make("span", { class: "detail" }, note ? make("span", {}, note) : null, ...calls) : null,
  );
}

const whole = (ms) => Math.max(1, Math.round(ms));
const isOver = (way) => way.event === "unfollow" || way.steps.some((step) => step.message === "answered");
