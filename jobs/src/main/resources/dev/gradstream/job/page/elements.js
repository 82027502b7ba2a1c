// Elements of the document. Text from a topic becomes text and nothing else.

export function byId(id) {
  return document.getElementById(id);
}

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Changes text only where it differs, so that nothing is drawn or spoken twice. */
export function say(id, text) {
  const place = byId(id);
  if (place.textContent !== text) {
    place.textContent = text;
  }
}

export function number(text, value) {
  const attributes = { class: "number" };
  if (Number.isFinite(value)) {
    attributes["data-value"] = String(value);
  }
  return element("td", attributes, text);
}

/** Fills a table: a row of headings, and rows of cells or texts; the first of each is its heading. */
export function fill(table, headings, rows) {
  const head = element("tr", {}, ...headings.map(([text, kind]) => element("th", { scope: "col", class: kind ?? "" }, text)));
  const body = rows.map((cells) =>
    element("tr", {}, ...cells.map((cell, at) =>
      cell instanceof Node ? cell : element(at === 0 ? "th" : "td", at === 0 ? { scope: "row" } : {}, cell))));
  table.replaceChildren(element("thead", {}, head), element("tbody", {}, ...body));
}

/** A table that has nothing to show says why. */
export function fillNone(table, why) {
  table.replaceChildren(element("tbody", {}, element("tr", {}, element("td", { class: "empty" }, why))));
}
