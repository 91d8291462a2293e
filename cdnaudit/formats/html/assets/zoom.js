"use strict";
// The tools of a drawing: larger, smaller, all of it, and as a file.

const STEP = 1.25;
const DRAWN = /^\.(box|edge|head)\b/;

function button(label, title, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  if (title) made.setAttribute("aria-label", title);
  made.addEventListener("click", act);
  return made;
}

/** Return the buttons of a drawing. */
function tools(drawing, name) {
  const natural = drawing.viewBox.baseVal.width;
  const resize = (width) => {
    drawing.style.minWidth = "0";
    drawing.style.maxWidth = "none";
    drawing.style.width = width;
  };
  const zoom = (factor) => {
    const width = drawing.getBoundingClientRect().width * factor;
    resize(`${Math.min(Math.max(width, natural / 8), natural * 8)}px`);
  };
  return [
    button("+", "Zoom in", () => zoom(STEP)),
    button("\u2212", "Zoom out", () => zoom(1 / STEP)),
    button("Fit", "Fit the drawing to the page", () => resize("100%")),
    button("Save as SVG", "", () => save(asFile(drawing), `${name.replace(/[^\w.-]+/g, "_").slice(0, 100)}.svg`)),
  ];
}

/**
 * Return a drawing as a file of its own, with the rules of the page's style that it needs.
 *
 * The colours are the light ones, written out: not every program that reads SVG knows variables.
 */
function asFile(drawing) {
  const copy = drawing.cloneNode(true);
  const { width, height } = drawing.viewBox.baseVal;
  copy.removeAttribute("style");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.setAttribute("xmlns", SVG);
  const [colours, ...rules] = [...document.styleSheets[0].cssRules];
  const needed = rules.filter((rule) => DRAWN.test(rule.selectorText ?? "")).map((rule) => rule.cssText);
  const style = ["svg { background: var(--page); }", ...needed].join("\n")
    .replace(/var\((--[\w-]+)\)/g, (_, name) => colours.style.getPropertyValue(name).trim());
  copy.prepend(svg("style", {}, style));
  return new XMLSerializer().serializeToString(copy);
}

function save(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
