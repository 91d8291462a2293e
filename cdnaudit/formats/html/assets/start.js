"use strict";
// Wires the page up. Without scripts it is a plain report: everything here only adds to it.

async function start() {
  const report = JSON.parse(await unpacked(document.getElementById("report")));
  const whatif = new WhatIf(allUnfolded(report), report.words);
  const details = new Details(report);
  const portfolio = document.getElementById("portfolio");
  armed(document);
  if (portfolio) portfolioControls(portfolio);
  const list = whatif.targets.length > 1
    ? new TargetList(document.getElementById("targets"), whatif) : null;
  drawings(whatif, details);
  questions(whatif);
  links(whatif, list);
  new Search(whatif, report.events);
  document.getElementById("whatif").hidden = false;
  document.getElementById("packed")?.remove();
  addressed(whatif);
  document.documentElement.dataset.ready = "";
}

/** Fill in and draw targets that are open, others once they are opened or printed. */
function drawings(whatif, details) {
  const open = async (section) => {
    const number = Number(section.id.slice(1));
    await details.of(number, section);
    drawOnce(whatif, details, number);
  };
  document.addEventListener("toggle", (event) => {
    if (event.target.matches(".target[open]")) open(event.target);
  }, true);
  whatif.sections.forEach((section) => section.open && open(section));
  document.addEventListener("drawn", ({ target }) => {
    const section = target.closest(".target");
    whatif.showTarget(Number(section.id.slice(1)));
    whatif.press(section);
  });
  printing(whatif, details);
}

/** Print few targets unfolded, and of many those that are open, each with its drawing. */
function printing(whatif, details) {
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll(".few .target:not([open])")];
    for (const section of unfolded) section.open = true;
    for (const section of document.querySelectorAll(".target[open]")) {
      drawOnce(whatif, details, Number(section.id.slice(1)));
    }
  });
  addEventListener("afterprint", () => {
    for (const section of unfolded) section.open = false;
  });
}

/** Draw a target whose details are there and which is not drawn yet. */
function drawOnce(whatif, details, number) {
  const section = whatif.sections[number];
  const drawing = details.ready(number, section);
  const canvas = section.querySelector(".canvas");
  if (!drawing || !canvas || canvas.firstChild) return;
  section.querySelector(".drawing > details").open = false;
  draw(canvas, { ...drawing, name: whatif.targets[number].name }, whatif.words, false);
  whatif.showTarget(number);
  whatif.press(section);
}

/** Let chips and boxes fail what they name, by mouse and by keyboard. */
function questions(whatif) {
  const chosen = (event) => event.target.closest?.("[data-events][role=button], button[data-events]");
  document.addEventListener("click", (event) => {
    const chip = chosen(event);
    if (chip) whatif.toggle(JSON.parse(chip.dataset.events));
  });
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest?.("g[data-events]");
    if (!box || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    whatif.toggle(JSON.parse(box.dataset.events));
  });
  document.getElementById("clear").addEventListener("click", () => {
    whatif.clear();
    document.getElementById("event").focus();
  });
}

/** Lead to targets without touching the address, in which the question stands. */
function links(whatif, list) {
  const lead = (hash) => {
    const number = Number(/^#t(\d+)$/.exec(hash)?.[1]);
    const section = whatif.sections[number];
    if (!section) return;
    list?.reveal(number);
    section.open = true;
    section.querySelector("summary").focus();
    section.scrollIntoView();
  };
  document.getElementById("struck").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    lead(link.hash);
  });
  lead(location.hash);
}

start();
