"use strict";
// What goes down with what: chips, boxes and the search field choose events; badges, drawings
// and the list at the top show the outcome.

const OUTCOMES = ["down", "degraded", "unknown", "unaffected"];
const ALREADY = "already down";
const LISTED = 100;

class WhatIf {
  /** `targets` are unfolded, `words` the page's texts. */
  constructor(targets, words) {
    this.targets = targets;
    this.words = words;
    this.numbers = new Map(words.map((word, number) => [word, number]));
    this.sections = targets.map((_, number) => document.getElementById(`t${number}`));
    this.down = new Set();
    this.verdicts = [];
    this.missing = [];
  }

  /** Fail just `events`; those that the report does not know are named. */
  ask(events) {
    this.down = new Set(events.filter((event) => this.numbers.has(event)));
    this.missing = events.filter((event) => !this.numbers.has(event));
    this.show();
  }

  /** Fail `events`, or mend them if all of them have failed already. */
  toggle(events) {
    const mend = events.every((event) => this.down.has(event));
    const others = [...this.down].filter((event) => !events.includes(event));
    this.ask(mend ? others : [...others, ...events]);
  }

  clear() {
    this.ask([]);
  }

  /** Work out the verdict on each target, and tell the page. */
  show() {
    const events = new Set([...this.down].map((event) => this.numbers.get(event)));
    this.verdicts = events.size ? this.targets.map((target) => judged(target, events)) : [];
    this.sections.forEach((_, number) => this.showTarget(number));
    this.showChosen();
    this.showResult();
    document.dispatchEvent(new CustomEvent("asked"));
  }

  showTarget(number) {
    const section = this.sections[number];
    const outcome = this.verdicts[number] ? said(this.verdicts[number]) : "";
    const badge = section.querySelector(".outcome");
    badge.textContent = outcome;
    badge.className = `outcome ${outcome}`.trim();
    const canvas = section.querySelector(".canvas");
    if (canvas) strike(canvas, this.verdicts[number]?.lost ?? new Set(), this.down);
  }

  showChosen() {
    const chips = [...this.down].map((event) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "event";
      button.dataset.events = JSON.stringify([event]);
      button.setAttribute("aria-label", `${event}: no longer fail it`);
      button.textContent = `${event} \u00d7`;
      const item = document.createElement("li");
      item.append(button);
      return item;
    });
    document.getElementById("down").replaceChildren(...chips);
    document.getElementById("clear").hidden = !this.down.size;
    this.press(document);
  }

  /** Show in chips and boxes whether they have failed. */
  press(root) {
    for (const chip of root.querySelectorAll("[data-events][role=button], button[data-events]")) {
      chip.setAttribute("aria-pressed", JSON.parse(chip.dataset.events).every((e) => this.down.has(e)));
    }
  }

  /** Say how many targets go down, and list those that are struck. */
  showResult() {
    const counts = [...OUTCOMES, ALREADY]
      .map((word) => [word, this.verdicts.filter((verdict) => said(verdict) === word).length])
      .filter(([word, count]) => count || word !== ALREADY)
      .map(([word, count]) => `${count} ${word}`).join(" \u00b7 ");
    const missing = this.missing.length ? `Not in this report: ${this.missing.join(", ")}. ` : "";
    const answer = this.down.size ? counts : "Choose here, or press a name anywhere on the page.";
    document.getElementById("result").textContent = missing + answer;
    const struck = this.verdicts
      .map((verdict, n) => ({ ...verdict, n }))
      .filter((v) => v.outcome !== "unaffected")
      .sort((a, b) => place(a) - place(b) || a.n - b.n);
    const items = struck.slice(0, LISTED).map((verdict) => this.item(verdict));
    if (struck.length > LISTED) items.push(`and ${struck.length - LISTED} more, below`);
    document.getElementById("struck").replaceChildren(...items.map(asItem));
  }

  item(verdict) {
    const { n, path } = verdict;
    const link = document.createElement("a");
    link.href = `#t${n}`;
    link.textContent = this.targets[n].name;
    const badge = document.createElement("span");
    badge.className = `outcome ${said(verdict)}`;
    badge.textContent = said(verdict);
    const way = document.createElement("span");
    way.className = "quiet";
    const steps = path.slice(1).map((word) => this.words[word]);
    way.textContent = steps.length ? `by way of ${steps.join(" \u2192 ")}` : "";
    const item = document.createElement("li");
    item.append(badge, " ", link, " ", way);
    return item;
  }
}

/** Name an outcome; what is down while nothing fails is no outcome of the events. */
function said(verdict) {
  return verdict.already ? ALREADY : verdict.outcome;
}

/** Return the place of a verdict in the list: what is down already comes last. */
function place(verdict) {
  return verdict.already ? OUTCOMES.length : OUTCOMES.indexOf(verdict.outcome);
}

function asItem(value) {
  if (value instanceof Element) return value;
  const item = document.createElement("li");
  item.textContent = value;
  return item;
}

/** Turn the chips of the page into buttons. */
function armed(root) {
  for (const chip of root.querySelectorAll("span[data-events]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = chip.className;
    button.dataset.events = chip.dataset.events;
    button.setAttribute("aria-pressed", "false");
    button.title = "What if this fails?";
    button.append(...chip.childNodes);
    chip.replaceWith(button);
  }
}
