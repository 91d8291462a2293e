"use strict";
// Draws a target's boxes as SVG. Columns follow the way of a request: names, zones, nameservers,
// operators, companies.

const SVG = "http://www.w3.org/2000/svg";
const COLUMN = { host: 0, alias: 1, name: 1, zone: 1, nameserver: 2, unknown: 3, company: 4 };
const OPERATOR_COLUMN = 3;
const HEIGHT = 44;
const LONGEST = 30;
const SMALLEST = 0.72;  // of its own size; what is wider still is scrolled
const NAMES = new Set(["host", "alias", "name", "zone", "nameserver", "unknown"]);

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A name in the space there is: the middle goes, both ends stay. */
function shortened(name) {
  if (name.length <= LONGEST) return name;
  const half = Math.floor((LONGEST - 1) / 2);
  return `${name.slice(0, half)}\u2026${name.slice(-half)}`;
}

function caption(box, words) {
  const more = box.names.length - 1;
  return shortened(words[box.names[0]]) + (more ? ` +${more}` : "");
}

const ruler = document.createElement("canvas").getContext("2d");

function widthOf(label, kind) {
  ruler.font = "13px system-ui, sans-serif";
  const name = ruler.measureText(label).width;
  ruler.font = "11px system-ui, sans-serif";
  return Math.ceil(Math.max(name, ruler.measureText(kind).width, 48) + 40);
}

function column(kind) {
  return COLUMN[kind] ?? OPERATOR_COLUMN;
}

/** Let dagre place the boxes. */
function laidOut(target, words, networks) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 16, ranksep: 44, marginx: 3, marginy: 3 });
  target.boxes.forEach((box, n) => {
    if (box.minor && !networks) return;
    const kind = words[box.kind];
    graph.setNode(n, { box, kind, label: caption(box, words), height: HEIGHT,
      width: widthOf(caption(box, words), kind) });
  });
  for (const [from, to, how] of target.edges) {
    if (!graph.hasNode(from) || !graph.hasNode(to)) continue;
    const minlen = Math.max(1, column(graph.node(to).kind) - column(graph.node(from).kind));
    graph.setEdge(from, to, { how: words[how], minlen });
  }
  dagre.layout(graph);
  return graph;
}

/** A single point is a hexagon, an operator a pill, a name a box: shape says it, not colour alone. */
function outline(node) {
  const { x, y, width, height } = node;
  const left = x - width / 2, top = y - height / 2;
  if (node.box.single) {
    const [a, b, right, bottom] = [left + 12, left + width - 12, left + width, top + height];
    const points = `${a},${top} ${b},${top} ${right},${y} ${b},${bottom} ${a},${bottom} ${left},${y}`;
    return svg("polygon", { points });
  }
  const rx = NAMES.has(node.kind) ? 5 : height / 2;
  return svg("rect", { x: left, y: top, width, height, rx });
}

function drawnBox(node, words) {
  const names = node.box.names.map((n) => words[n]).join(", ");
  const group = svg("g", { class: "box" }, outline(node),
    svg("text", { x: node.x, y: node.y - 6, class: "kind" }, node.kind), " ",
    svg("text", { x: node.x, y: node.y + 12, class: "name" }, node.label));
  if (names !== node.label) group.prepend(svg("title", {}, names));
  group.classList.toggle("single", node.box.single);
  group.classList.toggle("open", node.kind === "unknown");
  group.dataset.nodes = JSON.stringify(node.box.nodes);
  if (node.box.event) {
    const single = node.box.single ? ", single point of failure" : "";
    group.dataset.events = JSON.stringify([words[node.box.event]]);
    group.setAttribute("tabindex", "0");
    group.setAttribute("role", "button");
    group.setAttribute("aria-pressed", "false");
    group.setAttribute("aria-label", `${node.kind} ${names}${single}: fail it`);
  }
  return group;
}

/** Lines run from left to right; one that runs back, in a cycle, says so with a head. */
function arrow(points) {
  const { x, y } = points.at(-1);
  const before = points.at(-2);
  const turn = Math.atan2(y - before.y, x - before.x) * 180 / Math.PI;
  const transform = `translate(${x},${y}) rotate(${turn})`;
  return svg("path", { d: "M0,0 L-9,-4 L-9,4 Z", class: "head", transform });
}

/** Return the elements of an edge. */
function drawnEdge(edge) {
  const [first, ...rest] = edge.points;
  let path = `M${first.x},${first.y}`;
  rest.forEach((point, n) => {
    const next = rest[n + 1];
    const end = next ? { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 } : point;
    path += ` Q${point.x},${point.y} ${end.x},${end.y}`;
  });
  const line = svg("path", { d: path, class: `edge ${edge.how.replace(" ", "-")}` });
  return rest.at(-1).x < first.x ? [line, arrow(edge.points)] : [line];
}

/** Draw a target, `{ name, boxes, edges }`, into its canvas. */
function draw(canvas, target, words, networks) {
  const graph = laidOut(target, words, networks);
  const { width, height } = graph.graph();
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group",
    "aria-label": `What ${target.name} depends on` });
  drawing.style.maxWidth = `${width}px`;
  drawing.style.minWidth = `${width * SMALLEST}px`;
  drawing.append(...graph.edges().flatMap((e) => drawnEdge(graph.edge(e))));
  drawing.append(...graph.nodes().map((n) => drawnBox(graph.node(n), words)));
  const frame = document.createElement("div");
  frame.className = "scroll";
  frame.append(drawing);
  const line = legend(canvas, target, words, networks);
  line.append(...tools(drawing, target.name));
  canvas.replaceChildren(frame, line);
  canvas.parentElement.classList.add("drawn");
}

function legend(canvas, target, words, networks) {
  const line = document.createElement("p");
  line.className = "legend quiet";
  const said = ["\u2b22 single point of failure", "\u2014 needs", "\u2504 one of several"];
  if (target.edges.some(([, , how]) => words[how] === "wanted")) said.push("\u00b7\u00b7\u00b7 wanted, not needed");
  line.append(said.join("    "));
  if (target.boxes.some((box) => box.minor)) {
    line.append(button(networks ? "Hide networks" : "Show networks", "", () => {
      draw(canvas, target, words, !networks);
      canvas.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
      canvas.querySelector(".legend button").focus();
    }));
  }
  return line;
}

/** Show in a drawing what no longer works. */
function strike(canvas, lost, events) {
  for (const box of canvas.querySelectorAll(".box")) {
    const nodes = JSON.parse(box.dataset.nodes);
    const chosen = box.dataset.events && JSON.parse(box.dataset.events).every((e) => events.has(e));
    const fallen = nodes.length > 0 && nodes.every((n) => lost.has(n));
    box.classList.toggle("lost", Boolean(chosen || fallen));
  }
}
