"use strict";
// The field that offers what can fail while one types: by its own name, or by that of its company.

const OFFERED = 12;

class Search {
  /** `events` are rows of an event, how many targets it takes down alone, and related names. */
  constructor(whatif, events) {
    this.whatif = whatif;
    this.rows = events.map(([event, takesDown, related]) => {
      const names = related.map((number) => whatif.words[number]);
      const name = whatif.words[event];
      return { event: name, takesDown, names, text: [name, ...names].join(" ").toLowerCase() };
    });
    this.input = document.getElementById("event");
    this.list = document.getElementById("offers");
    this.found = [];
    this.chosen = 0;
    this.input.addEventListener("input", () => this.offer());
    this.input.addEventListener("focus", () => this.offer());
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("pointerdown", (event) => this.point(event));
  }

  /** Return what matches every word typed: names that begin so, names, then what is related. */
  matching(typed) {
    const words = typed.split(/\s+/);
    const rank = ({ event }) => (event.startsWith(typed) ? 0 : event.includes(typed) ? 1 : 2);
    return this.rows
      .filter(({ event, text }) => words.every((w) => text.includes(w)) && !this.whatif.down.has(event))
      .sort((a, b) => rank(a) - rank(b));
  }

  offer() {
    const typed = this.input.value.trim().toLowerCase();
    this.found = typed ? this.matching(typed) : [];
    this.list.replaceChildren(...this.found.slice(0, OFFERED).map((row, n) => this.option(row, n)));
    this.list.hidden = !this.found.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.choose(0);
    document.getElementById("matches").textContent = this.said(typed);
  }

  said(typed) {
    if (!typed) return "";
    if (this.found.length > OFFERED) return `The first ${OFFERED} of ${this.found.length} matches.`;
    if (this.found.length || this.whatif.down.has(typed)) return "";
    return `Nothing in this report matches \u201c${typed}\u201d.`;
  }

  option({ event, takesDown, names }, number) {
    const item = document.createElement("li");
    item.id = `offer-${number}`;
    item.setAttribute("role", "option");
    item.dataset.number = number;
    const about = document.createElement("small");
    const down = takesDown ? `takes down ${takesDown}` : "";
    about.textContent = [names.slice(0, 3).join(", "), down].filter(Boolean).join(" \u00b7 ");
    item.append(event, " ", about);
    return item;
  }

  choose(number) {
    this.chosen = number;
    [...this.list.children].forEach((item, n) => item.setAttribute("aria-selected", n === number));
    const item = this.list.children[number];
    if (item) this.input.setAttribute("aria-activedescendant", item.id);
    else this.input.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const count = this.list.children.length;
    if (event.key === "ArrowDown" && count) this.choose((this.chosen + 1) % count);
    else if (event.key === "ArrowUp" && count) this.choose((this.chosen + count - 1) % count);
    else if (event.key === "Enter") this.take(this.chosen);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  point(event) {
    const item = event.target.closest("[data-number]");
    if (!item) return;
    event.preventDefault();  // the field keeps the focus
    this.take(Number(item.dataset.number));
  }

  take(number) {
    const row = this.found[number];
    if (!row) return;
    this.input.value = "";
    this.close();
    this.whatif.toggle([row.event]);
  }

  close() {
    this.found = [];
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    if (!this.input.value.trim()) document.getElementById("matches").textContent = "";
  }
}
