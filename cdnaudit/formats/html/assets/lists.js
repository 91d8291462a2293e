"use strict";
// The table of what targets share: sorted, searched, and short at first.

const FIRST_ROWS = 15;

function cellKey(row, column, kind) {
  const cell = row.cells[column];
  const key = cell.dataset.key ?? cell.textContent.trim();
  return kind === "number" ? Number(key) : key.toLowerCase();
}

function sortBy(table, column, kind) {
  const head = table.tHead.rows[0].cells[column];
  const first = kind === "number" ? "descending" : "ascending";
  const second = kind === "number" ? "ascending" : "descending";
  const order = head.getAttribute("aria-sort") === first ? second : first;
  for (const cell of table.tHead.rows[0].cells) cell.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", order);
  const sign = order === "ascending" ? 1 : -1;
  const rows = [...table.tBodies[0].rows].sort((a, b) => {
    const [x, y] = [cellKey(a, column, kind), cellKey(b, column, kind)];
    return x < y ? -sign : x > y ? sign : 0;
  });
  table.tBodies[0].append(...rows);
}

function sortable(table, after) {
  [...table.tHead.rows[0].cells].forEach((cell, column) => {
    cell.replaceChildren(button(cell.textContent, "", () => {
      sortBy(table, column, cell.dataset.sort);
      after();
    }));
  });
}

function field(label, id) {
  const holder = document.createElement("label");
  holder.className = "search";
  const input = document.createElement("input");
  input.type = "search";
  input.id = id;
  input.autocomplete = "off";
  input.spellcheck = false;
  holder.append(label, " ", input);
  return [holder, input];
}

/** Give the portfolio a search field, sorting, and a short form. */
function portfolioControls(section) {
  const table = section.querySelector("table");
  const [label, input] = field("Search", "portfolio-search");
  const more = button("", "", () => { whole = !whole; show(); });
  let whole = false;
  const show = () => {
    const word = input.value.trim().toLowerCase();
    const found = [...table.tBodies[0].rows].filter((row) => row.dataset.find.includes(word));
    for (const row of table.tBodies[0].rows) row.hidden = true;
    found.slice(0, whole ? found.length : FIRST_ROWS).forEach((row) => { row.hidden = false; });
    more.hidden = found.length <= FIRST_ROWS;
    more.textContent = whole ? "Show fewer" : `Show all ${found.length}`;
  };
  input.addEventListener("input", show);
  sortable(table, show);
  section.querySelector(".scroll").before(label);
  section.append(more);
  show();
}

