"use strict";
// Wires the page up. Without scripts it is a plain report: everything here only adds to it.

function start() {
  const report = JSON.parse(document.getElementById("report").textContent);
  const targets = report.targets.map(unfolded);
  const whatif = new WhatIf(targets, report.words);
  armed(document);
  drawings(whatif);
  questions(whatif);
  const portfolio = document.getElementById("portfolio");
  if (portfolio) portfolioControls(portfolio);
  if (targets.length > 1) targetControls(document.getElementById("targets"));
  document.getElementById("whatif").hidden = false;
}

/** Draw unfolded targets, others once they are unfolded. */
function drawings(whatif) {
  whatif.targets.forEach((target, n) => {
    const section = document.getElementById(`t${n}`);
    const canvas = section.querySelector(".canvas");
    if (!canvas) return;
    section.querySelector(".drawing > details").open = false;
    const once = () => {
      if (!section.open || canvas.firstChild) return;
      draw(canvas, target, whatif.words, false);
      if (whatif.down.size) whatif.show();
    };
    section.addEventListener("toggle", once);
    once();
  });
  document.addEventListener("drawn", () => whatif.show());
}

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
  document.getElementById("struck").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) document.querySelector(link.hash).open = true;
  });
  searchField(whatif);
}

function searchField(whatif) {
  const known = new Set(whatif.targets.flatMap((t) => [
    ...t.graph.nodes.flatMap((node) => node.events), ...t.cuts.flat()]));
  known.delete(-1);
  const events = [...known].map((number) => whatif.words[number]).sort();
  document.getElementById("events").append(...events.map((event) => new Option("", event)));
  const input = document.getElementById("event");
  const take = () => {
    const event = input.value.trim();
    if (!events.includes(event) || whatif.down.has(event)) return;
    whatif.toggle([event]);
    input.value = "";
  };
  input.addEventListener("change", take);
  input.addEventListener("input", (event) => {
    if (event.inputType === "insertReplacementText" || !event.inputType) take();
  });
}

start();
