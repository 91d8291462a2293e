"use strict";
// Does a target work while some events happen? The same semantics as cdnaudit/graph: the least
// fixed point from zero, for three scenarios at once, a bit of each node's number for each.

const ALL = 0, ANY = 1, LEAF = 2, UNKNOWN = 3;

const CALM = 1;   // nothing happens
const STRUCK = 2; // the events happen
const DOUBT = 4;  // they do, and no unknown works that may hang on them
const EVERY = CALM | STRUCK | DOUBT;

/** Unfold the targets of the page's JSON. Events are numbers into `words`. */
function allUnfolded(report) {
  const hidden = report.hidden.map((events) => new Set(events));
  const networks = new Set(report.networks);
  return report.targets.map((target) => ({ ...unfolded(target, hidden), networks }));
}

/** Unfold compact rows; an unknown has the number of the set of events that it may hide. */
function unfolded(target, hidden) {
  const nodes = target.graph.nodes.map(([kind, label = 0, parts = [], events = []]) => (
    kind === UNKNOWN
      ? { kind, label, parts, events: [], hides: hidden[events[0]] }
      : { kind, label, parts, events }));
  return { ...target, graph: { ...target.graph, nodes, order: partsFirst(nodes) } };
}

/** Return the numbers of all nodes, parts before what needs them as far as cycles allow. */
function partsFirst(nodes) {
  const order = [];
  const looked = new Array(nodes.length).fill(-1);
  const way = [];
  const enter = (number) => {
    looked[number] = 0;
    way.push(number);
  };
  for (const start of nodes.keys()) {
    if (looked[start] < 0) enter(start);
    while (way.length) {
      const number = way.at(-1);
      const part = nodes[number].parts[looked[number]++];
      if (part === undefined) order.push(way.pop());
      else if (looked[part] < 0) enter(part);
    }
  }
  return order;
}

/** An unknown may depend on the events that it hides, or on any where none are written. */
function mayHide(node, events) {
  return !node.hides || [...events].some((event) => node.hides.has(event));
}

/** Return in which scenarios a node works, given those of its parts. */
function holds(node, state, events) {
  if (node.kind === ALL) return node.parts.reduce((works, part) => works & state[part], EVERY);
  if (node.kind === ANY) return node.parts.reduce((works, part) => works | state[part], 0);
  if (node.kind === LEAF) return node.events.some((event) => events.has(event)) ? CALM : EVERY;
  return mayHide(node, events) ? CALM | STRUCK : EVERY;
}

/** Return for each node the scenarios in which it works. */
function working(graph, events) {
  const state = new Array(graph.nodes.length).fill(0);
  for (let changed = true; changed;) {
    changed = false;
    for (const number of graph.order) {
      const works = holds(graph.nodes[number], state, events);
      if (works !== state[number]) changed = true;
      state[number] = works;
    }
  }
  return state;
}

function reachable(graph, roots) {
  const seen = new Set(roots);
  for (const number of seen) for (const part of graph.nodes[number].parts) seen.add(part);
  return seen;
}

/**
 * Return down, degraded, unaffected or unknown, and each node that no longer works; `already`
 * where the target is down while nothing fails. As cdnaudit/analysis/simulation.py has it.
 */
function judged(target, events) {
  const graph = target.graph;
  if (!graph.nodes.length) return judgedByCuts(target, events);
  const state = working(graph, events);
  const already = !(state[graph.root] & CALM);
  const lost = new Set(state.flatMap((works, n) => (works & CALM && !(works & STRUCK) ? [n] : [])));
  const path = witness(graph, state, already ? CALM : STRUCK);
  const verdict = (outcome) => ({ outcome, already, lost, path });
  if (!(state[graph.root] & STRUCK)) return verdict("down");
  if (!(state[graph.root] & DOUBT)) return verdict("unknown");
  const used = reachable(graph, [graph.root, ...graph.soft]);
  return verdict([...used].some((n) => lost.has(n)) ? "degraded" : "unaffected");
}

/** A report without its graph still knows its cuts and its providers. */
function judgedByCuts({ cuts, bare, networks }, events) {
  const verdict = (outcome, path = []) => ({ outcome, already: false, lost: new Set(), path });
  const cut = cuts.findIndex((members) => members.every((event) => events.has(event)));
  if (cut >= 0) return verdict(...bare.effects[cut]);
  const used = [...events].filter((event) => bare.used.includes(event));
  const touching = [...events].filter(
    (event) => bare.used.includes(event) || networks.has(event));
  if (touching.length > bare.orders) return verdict("unknown");
  if (used.length) return verdict("degraded");
  return verdict(bare.gaps ? "unknown" : "unaffected");
}

/** Return the labels on one path from the root to what fails in a scenario. */
function witness(graph, state, scenario) {
  const path = [];
  const seen = new Set();
  for (let n = graph.root; n !== undefined && !(state[n] & scenario) && !seen.has(n);) {
    seen.add(n);
    const node = graph.nodes[n];
    if (node.label && !path.includes(node.label)) path.push(node.label);
    n = node.parts.find((part) => !(state[part] & scenario));
  }
  return path;
}
