"use strict";
// Does a target work while some events happen? The same semantics as cdnaudit/graph/evaluate.py:
// the least fixed point from all-false.

const ALL = 0, ANY = 1, LEAF = 2;

/** Unfold the compact rows of the page's JSON. Events are numbers into `words`. */
function unfolded(target) {
  const nodes = target.graph.nodes.map(
    ([kind, label = 0, parts = [], events = []]) => ({ kind, label, parts, events }));
  return { ...target, graph: { ...target.graph, nodes } };
}

/** An unknown may depend on the events it is written with, or on any where it has none. */
function mayHide(node, events) {
  return !node.events.length || node.events.some((event) => events.has(event));
}

function holds(node, state, events, unknownWorks) {
  if (node.kind === ALL) return node.parts.every((part) => state[part]);
  if (node.kind === ANY) return node.parts.some((part) => state[part]);
  if (node.kind === LEAF) return !node.events.some((event) => events.has(event));
  return unknownWorks || !mayHide(node, events);
}

/** Return for each node whether it works while `events` happen. */
function working(graph, events, unknownWorks) {
  const state = new Array(graph.nodes.length).fill(false);
  for (let changed = true; changed;) {
    changed = false;
    for (let n = graph.nodes.length - 1; n >= 0; n--) {
      if (!state[n] && holds(graph.nodes[n], state, events, unknownWorks)) {
        state[n] = changed = true;
      }
    }
  }
  return state;
}

function reachable(graph, roots) {
  const seen = new Set();
  const queue = [...roots];
  while (queue.length) {
    const number = queue.pop();
    if (seen.has(number)) continue;
    seen.add(number);
    queue.push(...graph.nodes[number].parts);
  }
  return seen;
}

/** Return down, degraded, unaffected or unknown, and each node that no longer works. */
function judged(target, events) {
  const graph = target.graph;
  if (!graph.nodes.length) return judgedByCuts(target, events);
  const hopeful = working(graph, events, true);
  const calm = working(graph, new Set(), true);
  const lost = new Set(hopeful.flatMap((works, n) => (calm[n] && !works ? [n] : [])));
  const verdict = (outcome) => ({ outcome, lost, path: witness(graph, hopeful) });
  if (!hopeful[graph.root]) return verdict("down");
  if (!working(graph, events, false)[graph.root]) return verdict("unknown");
  const used = reachable(graph, [graph.root, ...graph.soft]);
  return verdict([...used].some((n) => lost.has(n)) ? "degraded" : "unaffected");
}

/** A report without its graph still knows its cuts; anything beyond them is unknown. */
function judgedByCuts(target, events) {
  const cut = target.cuts.some((members) => members.every((event) => events.has(event)));
  return { outcome: cut ? "down" : "unknown", lost: new Set(), path: [] };
}

/** Return the labels on one path from the root to what failed. */
function witness(graph, state) {
  const path = [];
  const seen = new Set();
  for (let n = graph.root; n !== undefined && !state[n] && !seen.has(n);) {
    seen.add(n);
    const node = graph.nodes[n];
    if (node.label && !path.includes(node.label)) path.push(node.label);
    n = node.parts.find((part) => !state[part]);
  }
  return path;
}
