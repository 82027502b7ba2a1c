// Takes in what the server tells, and shows it.
import { byId, element, say } from "./elements.js";
import { clock, figure, isShare, measureName, readable, splitName, whole } from "./numbers.js";
import { Curve } from "./curve.js";
import { LineChart, look } from "./charts.js";
import { chapters, showAnswers, showClasses, showConfusion, showRefusals, showStory, showVersions, spoken } from "./tables.js";

const MOST_SIGNALS = 200;
const COME_BACK_MILLIS = 10_000;

const WORDS = {
  learning: "Learning",
  ended: "Ended",
  failed: "Failed",
  report: "Report",
  stale: "Out of date",
  lost: "Connection lost",
};

/** What a figure names beside the loss: the first that is reported. */
const MAIN_MEASURES = ["accuracy", "r2", "mae"];

const curve = new Curve();
const known = { about: { classes: [], splits: [] }, story: [], refusals: { count: 0, reasons: [] }, state: { word: "learning", text: "" } };
const charts = {
  loss: new LineChart("loss"),
  metric: new LineChart("metric", (value) => figure(byId("metric-choice").value, value), () => isShare(byId("metric-choice").value)),
  throughput: new LineChart("throughput", whole),
  rate: new LineChart("rate"),
};
const changed = new Set();
let drawing = false;
let lastSpoken = 0;

/** Takes in everything, or what has changed; both have the same form. */
function take(told, isEverything) {
  if (told.points) {
    if (isEverything) {
      curve.replace(told.points, told.stride);
    } else {
      curve.add(told.points, told.stride);
    }
  }
  if (told.story) {
    known.story = (isEverything ? told.story : [...known.story, ...told.story]).slice(-MOST_SIGNALS);
  }
  for (const name of ["about", "latest", "refusals", "versions", "answers", "state"]) {
    if (name in told) {
      known[name] = told[name];
    }
  }
  Object.keys(told).forEach((name) => changed.add(name));
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(draw);
  }
}

function draw() {
  drawing = false;
  const show = {
    about: showAbout,
    points: () => {
      showCharts();
      say("stride", curve.stride === 1 ? "single" : whole(curve.stride) + "th");
    },
    latest: showLatest,
    versions: () => showVersions(known.versions),
    answers: () => showAnswers(known.answers),
    refusals: () => {
      showRefusals(known.refusals);
      say("figure-refused", whole(known.refusals.count));
    },
    state: () => showState(known.state.word, known.state.text),
  };
  const now = [...changed];
  changed.clear();
  now.forEach((name) => show[name]?.());
  if (["story", "points", "versions"].some((name) => now.includes(name))) {
    showVersion();
    tellStory();
  }
}

function showAbout() {
  const { model, network, parameters, loss, splits } = known.about;
  document.title = model + " · Gradstream";
  say("model", model);
  say("about", network + " · " + whole(parameters) + " parameters · " + loss);
  for (const split of ["validation", "test"]) {
    byId("figures").querySelector("." + split).hidden = !splits.includes(split);
  }
}

function lines(measure) {
  return curve.splits(measure).map((split) => ({
    name: splitName(split),
    look: look(split),
    points: curve.values(split + "." + measure),
  }));
}

function showCharts() {
  const versions = curve.versions().map((point) => ({ step: point.step, text: "v" + point.version }));
  charts.loss.show(lines("loss"), "Loss", versions);
  showMetric();
  charts.throughput.show([{ name: "examples a second", look: "plain", points: curve.throughput() }], "Throughput");
  charts.rate.show([{ name: "learning rate", look: "plain", points: curve.values("learning_rate"), stepped: true }], "Learning rate");
}

function showMetric() {
  const choice = byId("metric-choice");
  const measures = curve.measures();
  if (measures.join() !== [...choice.options].map((option) => option.value).join()) {
    const before = choice.value;
    choice.replaceChildren(...measures.map((m) => element("option", { value: m }, measureName(m))));
    choice.value = measures.includes(before) ? before : (MAIN_MEASURES.find((m) => measures.includes(m)) ?? measures[0] ?? "");
  }
  byId("metric").hidden = measures.length === 0 && curve.points.length > 0;
  if (measures.length > 0) {
    say("metric-title", measureName(choice.value));
    charts.metric.show(lines(choice.value), measureName(choice.value));
  }
}

function showVersion() {
  const newest = Math.max(known.latest?.report.version ?? 0, known.versions?.at(-1)?.version ?? 0);
  exact("figure-version", newest === 0 ? "none yet" : whole(newest), newest);
  const details = known.versions?.at(-1)?.details;
  say("note-version", details ? "the model of step " + whole(Number(details.step)) : "");
}

function showLatest() {
  const { time, report } = known.latest;
  const main = MAIN_MEASURES.find((measure) => curve.splits(measure).length > 0) ?? MAIN_MEASURES[0];
  exact("figure-step", whole(report.step), report.step);
  exact("figure-examples", whole(report.examples), report.examples);
  say("note-step", "reported " + clock(time));
  const pace = curve.throughput().at(-1);
  say("note-examples", pace ? whole(pace.y) + " a second" : "");
  for (const split of ["training", "validation", "test"]) {
    const part = report[split];
    // Where nothing was measured since the report before, that one's counts.
    const latest = (measure) => (isMeasured(part) ? part[measure] : (part?.[measure] ?? curve.latest(split + "." + measure)));
    exact("figure-" + split + "-loss", readable(latest("loss")), latest("loss"));
    exact("note-" + split + "-loss", latest(main) === undefined ? "" : measureName(main) + " " + figure(main, latest(main)), latest(main));
  }
  showConfusion(report, known.about.classes);
  showClasses(report, known.about.classes);
}

/** Whether a report tells of a split; that its loss is no number is told too. */
function isMeasured(part) {
  return part !== undefined && (part.examples !== 0 || part.refused_steps > 0);
}

/** A figure as a person reads it, and as it is on the topic. */
function exact(id, text, value) {
  say(id, text);
  if (Number.isFinite(value)) {
    byId(id).dataset.value = String(value);
  } else {
    delete byId(id).dataset.value;
  }
}

function tellStory() {
  const told = chapters(known.story, curve.versions(), known.versions ?? [], known.latest);
  showStory(told);
  const newest = told[0];
  if (newest && newest.time > lastSpoken) {
    lastSpoken = newest.time;
    say("spoken", spoken(newest));
  }
}

function showState(word, text) {
  byId("state").dataset.word = word;
  say("state-word", WORDS[word] ?? word);
  say("state-text", text);
}

function listen() {
  const events = new EventSource("events");
  events.addEventListener("open", () => showState(known.state.word, known.state.text));
  events.addEventListener("everything", (event) => take(JSON.parse(event.data), true));
  events.addEventListener("change", (event) => take(JSON.parse(event.data), false));
  events.addEventListener("error", () => {
    if (["ended", "failed"].includes(known.state.word)) {
      // The job is over and so is its server: nothing more will come.
      events.close();
    } else if (events.readyState === EventSource.CLOSED) {
      // The server has sent it away, after which a browser does not try again by itself.
      showState("lost", "Too many are watching, it seems. Trying again every 10 seconds; what is shown may be old.");
      setTimeout(listen, COME_BACK_MILLIS);
    } else {
      showState("lost", "Trying again; what is shown may be old.");
    }
  });
}

byId("metric-choice").addEventListener("change", showMetric);
document.documentElement.dataset.ready = "true";
const written = document.getElementById("written");
if (written) {
  take(JSON.parse(written.textContent), true);
} else {
  listen();
}
