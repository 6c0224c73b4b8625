// The one-stop office beside the phone: some of its dossiers, to ask about, and to move on.

import { byId, make } from "./dom.js";
import { say } from "./words.js";

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
const KINDS = { 3: "ended", 5: "waits", 6: "waits", 7: "ended", 8: "ended", 9: "done", 10: "done" }; // others are at work

export class Office {
  // `pick(code)` puts it where the citizen writes.
  constructor(pick) {
    this.pick = pick;
    this.all = [];
    this.chosen = "";
    this.said = null;
    this.list = byId("dossiers");
    this.list.addEventListener("keydown", (event) => this.key(event));
    byId("move-on").addEventListener("click", () => this.moveOn());
  }

  // Returns a code to try, if there is one.
  async load() {
    const answer = await fetch("/api/dossiers").then((got) => got.json()).catch(() => null);
    this.all = answer?.dossiers ?? this.all;
    byId("office").hidden = !this.all.length;
    this.chosen ||= this.all[0]?.code ?? "";
    this.render();
    return this.all[0]?.code;
  }

  render() {
    const held = this.list.contains(document.activeElement);
    const top = this.list.scrollTop;
    this.list.replaceChildren(...this.all.map((dossier) => make("li", {}, this.row(dossier))));
    this.list.scrollTop = top;
    if (held) this.list.querySelector("[tabindex='0']")?.focus();
    const dossier = this.all.find((one) => one.code === this.chosen);
    if (!dossier) return;
    byId("office-lead").textContent = say(dossier.digits ? "officeSample" : "officeLead");
    byId("digits").textContent = dossier.digits ? say("digits", { digits: dossier.digits }) : "";
    const button = byId("move-on");
    button.disabled = !dossier.next || this.isMoving;
    button.replaceChildren(say(dossier.next ? "moveOn" : "isOver"), ...(dossier.next ? [" ", make("b", { lang: "vi" }, dossier.next)] : []));
    byId("moved").textContent = this.said ? say(this.said) : "";
  }

  row(dossier) {
    const isChosen = dossier.code === this.chosen;
    return make(
      "button",
      { type: "button", "aria-pressed": String(isChosen), tabindex: isChosen ? 0 : -1, onclick: () => this.choose(dossier.code) },
      make("span", { class: "code" }, dossier.code),
      make("span", { class: `step ${KINDS[dossier.stage] ?? "works"}`, lang: "vi" }, dossier.status),
      make("span", { class: "procedure", lang: "vi" }, dossier.procedure),
    );
  }

  choose(code) {
    this.mark(code);
    this.pick(code);
  }

  mark(code) {
    this.chosen = code;
    this.said = null;
    this.render();
  }

  key(event) {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const at = this.all.findIndex((one) => one.code === this.chosen);
    this.mark(this.all[(at + step + this.all.length) % this.all.length].code);
  }

  async moveOn() {
    const code = this.chosen;
    this.isMoving = true;
    this.render();
    const answer = await fetch(`/api/dossiers/${code}/next`, { method: "POST" }).catch(() => null);
    const ended = answer?.ok ? (await answer.json()).ended : "failed";
    this.isMoving = false;
    this.said = { watched: "movedOn", night: "movedAtNight" }[ended] ?? "notMoved";
    await this.load();
    byId("move-on").focus();
  }
}
