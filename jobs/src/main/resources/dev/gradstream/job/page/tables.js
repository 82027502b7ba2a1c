// The page's tables and its story.
import { byId, element, fill, fillNone, number, say } from "./elements.js";
import { bytes, clock, figure, measureName, readable, splitName, whole } from "./numbers.js";

const MOST_CHAPTERS = 60;

const TITLES = {
  improved: ["New best", "✓"],
  "early-stop": ["Early stop", "■"],
  "lr-reduced": ["Learning rate reduced", "↓"],
  divergence: ["Divergence", "!"],
  drift: ["Drift", "!"],
  plateau: ["Plateau", "–"],
};

const WARNINGS = ["divergence", "drift"];

/** Signals and versions in the order of time, several new bests in a row as one; the latest first. */
export function chapters(signals, points, versions, latest) {
  const all = [
    ...signals.map((signal) => ({ ...signal, count: 1 })),
    ...points.map(({ version, time }) => published(version, time)),
    // The last one comes behind the last report; without any, it may be of an earlier run.
    ...versions.filter(({ version }) => version > latest?.report.version).map(({ version }) => published(version, latest.time)),
  ].sort((a, b) => a.time - b.time);
  const told = [];
  for (const chapter of all) {
    const before = told.at(-1);
    if (before?.signal === "improved" && chapter.signal === "improved") {
      told[told.length - 1] = { ...chapter, count: before.count + 1 };
    } else {
      told.push(chapter);
    }
  }
  return told.reverse().slice(0, MOST_CHAPTERS);
}

function published(version, time) {
  return { version, time, signal: "version", message: "The model is on the snapshots topic for whoever follows it.", count: 1 };
}

function heading(chapter) {
  if (chapter.signal === "version") {
    return ["Version " + chapter.version + " published", "↑"];
  }
  const [title, sign] = TITLES[chapter.signal] ?? [chapter.signal, "•"];
  return [chapter.count > 1 ? title + ", " + chapter.count + " in a row" : title, sign];
}

/** What a screen reader is told of a chapter; of everyday ones nothing. */
export function spoken(chapter) {
  return chapter.signal === "improved" ? "" : heading(chapter)[0] + ". " + chapter.message;
}

export function showStory(told) {
  if (told.length === 0) {
    return;
  }
  byId("chapters").replaceChildren(...told.map((chapter) => {
    const [title, sign] = heading(chapter);
    const when = element("time", { datetime: new Date(chapter.time).toISOString(), class: "when" }, clock(chapter.time) + (chapter.step === undefined ? "" : " · step " + whole(chapter.step)));
    return element("li", { class: WARNINGS.includes(chapter.signal) ? "warning" : "" },
      element("span", { class: "sign", "aria-hidden": "true" }, sign),
      element("span", { class: "what" }, title, when),
      element("span", { class: "words" }, chapter.message));
  }));
}

export function showVersions(versions) {
  const table = byId("versions").querySelector("table");
  // A test is of the version itself.
  const split = ["test", "validation"].find((s) => versions.some((version) => s + ".loss" in version.details));
  say("versions-note", "on the topic" + (split === undefined ? "" : ", with their " + splitName(split) + " figures"));
  if (versions.length === 0) {
    fillNone(table, "None is published yet.");
    return;
  }
  const measures = ["loss", "accuracy", "r2"].filter((measure) =>
    versions.some((version) => (split + "." + measure) in version.details));
  fill(table,
    [["version"], ["step", "number"], ...measures.map((m) => [measureName(m).toLowerCase(), "number"]), ["size", "number"]],
    [...versions].reverse().map(({ version, size, sha256, details }) => [
      element("th", { scope: "row", title: "SHA-256 " + sha256 }, String(version)),
      number(whole(Number(details.step)), Number(details.step)),
      ...measures.map((m) => number(figure(m, Number(details[split + "." + m])), Number(details[split + "." + m]))),
      number(bytes(size), size),
    ]));
}

export function showAnswers(answers) {
  const table = byId("answers").querySelector("table");
  say("answers-note", answers.rows.length > 0
    ? "version " + answers.version + " on " + (answers.heldOut ? "examples that it never learns from" : "examples of the stream")
    : "");
  if (answers.rows.length === 0) {
    fillNone(table, answers.remark);
    return;
  }
  const classes = answers.rows.every((row) => Number.isFinite(row.probability));
  const several = answers.rows.some((row) => row.column !== answers.rows[0].column);
  const column = (row) => (several ? [row.column] : []);
  fill(table,
    [...(several ? [["target"]] : []), ["truth"], ["prediction"], ...(classes ? [["probability"]] : [["error", "number"]])],
    answers.rows.map((row) => [
      ...column(row),
      element(several ? "td" : "th", { ...(several ? {} : { scope: "row" }), title: "partition " + row.partition + ", offset " + row.offset }, row.truth),
      classes ? verdict(row) : row.predicted,
      ...(classes ? [probability(row)] : [number(readable(row.error), row.error)]),
    ]));
}

function probability(row) {
  const text = row.probability > 0.9995 ? "> 99.9 %" : (100 * row.probability).toFixed(1) + " %";
  return element("td", { "data-value": String(row.probability) },
    element("meter", { min: "0", max: "1", value: String(row.probability), "aria-hidden": "true" }), text);
}

function verdict(row) {
  return element("td", {},
    element("span", { class: row.right ? "sign-of" : "sign-of wrong", "aria-hidden": "true" }, row.right ? "✓" : "✗"),
    row.predicted,
    element("span", { class: "visually-hidden" }, row.right ? " is right" : " is wrong"));
}

export function showRefusals(refusals) {
  const table = byId("refusals").querySelector("table");
  if (refusals.count === 0) {
    fillNone(table, "None: every record could be used.");
    return;
  }
  fill(table, [["reason"], ["records", "number"], ["the first of them"]],
    refusals.reasons.map(({ reason, count, example }) => [reason, number(whole(count), count), element("td", { class: "words" }, example)]));
}

/** The part of a report that holds a table of classes: the hold-out's, else the training's. */
function ofClasses(report, name) {
  const split = ["validation", "training"].find((s) => report[s]?.[name] !== undefined);
  return split === undefined ? undefined : { split, figures: report[split][name] };
}

function inOrder(classes, figures) {
  const named = Object.keys(figures);
  return classes.length > 0 && classes.every((c) => named.includes(c)) ? classes : named;
}

export function showConfusion(report, classes) {
  const found = ofClasses(report, "confusion");
  const section = byId("confusion");
  section.hidden = found === undefined;
  if (found === undefined) {
    return;
  }
  say("confusion-note", splitName(found.split) + ": rows are true, columns predicted");
  const order = inOrder(classes, found.figures);
  const rows = order.map((actual) => {
    const counts = order.map((predicted) => found.figures[actual][predicted] ?? 0);
    const sum = Math.max(1, counts.reduce((a, b) => a + b, 0));
    return [actual, ...counts.map((count, at) => {
      const cell = element("td", { "data-value": String(count) }, Number.isInteger(count) ? whole(count) : readable(count));
      const shade = count === 0 ? 0 : 0.1 + (0.32 * count) / sum;
      cell.style.backgroundColor = "rgba(var(--" + (order[at] === actual ? "good" : "bad") + "), " + shade.toFixed(3) + ")";
      return cell;
    })];
  });
  const table = section.querySelector("table");
  table.className = "matrix";
  fill(table, [["true \\ predicted"], ...order.map((c) => [c])], rows);
}

export function showClasses(report, classes) {
  const found = ofClasses(report, "by_class");
  const section = byId("classes");
  section.hidden = found === undefined;
  if (found === undefined) {
    return;
  }
  say("classes-note", splitName(found.split));
  const measures = ["precision", "recall", "f1"];
  fill(section.querySelector("table"),
    [["class"], ...measures.map((m) => [m === "f1" ? "F1" : m, "number"]), ["examples", "number"]],
    inOrder(classes, found.figures).map((c) => [
      c,
      ...measures.map((m) => number(figure(m, found.figures[c][m]), found.figures[c][m])),
      number(whole(found.figures[c].examples), found.figures[c].examples),
    ]));
}
