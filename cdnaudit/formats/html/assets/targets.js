"use strict";
// The list of targets: searched, filtered, sorted, and shown a page at a time. It comes from the
// report with the worst first.

const PAGE = 50;

class TargetList {
  constructor(section, whatif) {
    this.section = section;
    this.whatif = whatif;
    this.rows = whatif.sections.map((element, number) => ({
      element, number,
      name: whatif.targets[number].name,
      text: element.querySelector("summary").textContent.toLowerCase(),
    }));
    this.first = 0;
    section.prepend(this.controls());
    section.append(this.pager());
    document.addEventListener("asked", () => this.answered());
    this.show(0);
  }

  controls() {
    const [label, input] = field("Search targets", "target-search");
    this.input = input;
    this.status = choice("target-status", "Status", ["any status", "fail", "incomplete", "pass"]);
    this.order = choice("target-order", "Order", ["worst first", "by name", "by what-if outcome"]);
    input.addEventListener("input", () => this.show(0));
    for (const select of [this.status, this.order]) {
      select.addEventListener("change", () => this.show(0));
    }
    const bar = document.createElement("div");
    bar.className = "controls";
    bar.append(label, this.status, this.order);
    return bar;
  }

  pager() {
    this.range = document.createElement("span");
    this.range.setAttribute("role", "status");
    this.before = button("Previous", "Previous targets", () => this.turn(-PAGE));
    this.after = button("Next", "Next targets", () => this.turn(PAGE));
    this.pages = document.createElement("nav");
    this.pages.className = "pages";
    this.pages.setAttribute("aria-label", "Pages of targets");
    this.pages.append(this.before, this.range, this.after);
    return this.pages;
  }

  turn(by) {
    this.show(this.first + by);
    this.section.scrollIntoView();
  }

  found() {
    const word = this.input.value.trim().toLowerCase();
    const status = this.status.selectedIndex > 0 ? this.status.value : "";
    const compare = [(a, b) => a.number - b.number, byName, (a, b) => this.rank(a) - this.rank(b)];
    return this.rows
      .filter(({ element, text }) => text.includes(word) && (!status || element.dataset.status === status))
      .sort(compare[this.order.selectedIndex]);
  }

  rank({ number }) {
    const verdict = this.whatif.verdicts[number];
    return verdict ? place(verdict) : 0;
  }

  /** Sort anew only if that was asked for: what one looks at stays where it is. */
  answered() {
    if (this.order.selectedIndex === 2) this.show(0);
  }

  show(first) {
    const found = this.found();
    const shown = found.slice(first, first + PAGE);
    const visible = new Set(shown);
    for (const row of this.rows) row.element.hidden = !visible.has(row);
    shown.forEach((row) => this.pages.before(row.element));
    this.first = first;
    this.pages.hidden = found.length <= PAGE && found.length > 0;
    this.before.disabled = first === 0;
    this.after.disabled = first + PAGE >= found.length;
    this.range.textContent = found.length
      ? `${first + 1}\u2013${first + shown.length} of ${found.length}` : "No target matches.";
  }

  /** Show a target, on whichever page it is, and open it. */
  reveal(number) {
    if (!this.found().some((row) => row.number === number)) {
      this.input.value = "";
      this.status.selectedIndex = 0;
    }
    const place = this.found().findIndex((row) => row.number === number);
    this.show(place - place % PAGE);
  }
}

function byName(a, b) {
  return a.name < b.name ? -1 : 1;
}

function choice(id, label, options) {
  const select = document.createElement("select");
  select.id = id;
  select.setAttribute("aria-label", label);
  for (const option of options) select.add(new Option(option));
  return select;
}
