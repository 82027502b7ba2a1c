// Charts, each with its legend and its table.
import { byId, element, fill, number } from "./elements.js";
import { readable, whole } from "./numbers.js";

const DASHES = { plain: [], training: [], validation: [7, 4], test: [2, 3], "other-1": [10, 3, 2, 3], "other-2": [4, 4] };
const ROWS = 40;

/** Share of the values' range that stays free above and below them. */
const GRACE = 0.04;

/** The look of a split, the same in every chart. */
export function look(split) {
  if (split in DASHES) {
    return split;
  }
  if (split.startsWith("baseline.")) {
    return split === "baseline.no_change" ? "other-1" : "other-2";
  }
  let sum = 0;
  for (const letter of split) {
    sum += letter.codePointAt(0);
  }
  return "other-" + (1 + (sum % 2));
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

/** The end of the data has a tick of its own, unless it would stand upon the one before. */
function keepApart(axis) {
  const [before, previous, last] = axis.ticks.slice(-3).map((tick) => tick.value);
  if (last - previous < 0.7 * (previous - before)) {
    axis.ticks = axis.ticks.slice(0, -1);
  }
}

/** Vertical lines where something happened: a version, a warning. */
const marks = {
  id: "marks",
  beforeDatasetsDraw(chart, _, options) {
    const { ctx, chartArea, scales } = chart;
    ctx.save();
    ctx.font = "11px system-ui, sans-serif";
    ctx.strokeStyle = ctx.fillStyle = colour("quiet");
    ctx.setLineDash([2, 3]);
    let free = chartArea.left;
    for (const { step, text } of options.at ?? []) {
      const x = scales.x.getPixelForValue(step);
      if (x < chartArea.left || x > chartArea.right) {
        continue;
      }
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      const width = ctx.measureText(text).width;
      const left = x + 4 + width > chartArea.right ? x - 4 - width : x + 4;
      if (left >= free) {
        ctx.fillText(text, left, chartArea.top + 10);
        free = left + width + 6;
      }
    }
    ctx.restore();
  },
};

export class LineChart {
  #section;
  #chart;
  #format;
  #isShare;
  #lines = [];

  /**
   * @param id of the section that holds canvas, legend and table
   * @param format of a value
   * @param isShare whether values are between 0 and 1
   */
  constructor(id, format = readable, isShare = () => false) {
    this.#section = byId(id);
    this.#format = format;
    this.#isShare = isShare;
    this.#plot.dataset.empty = "true";
    this.#chart = new Chart(this.#section.querySelector("canvas"), {
      type: "line",
      data: { datasets: [] },
      plugins: [marks],
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        responsive: true,
        maintainAspectRatio: false,
        interaction: { mode: "index", axis: "x", intersect: false },
        elements: { point: { radius: 0, hoverRadius: 4, hitRadius: 8 }, line: { borderWidth: 2.4, tension: 0 } },
        plugins: { legend: { display: false }, tooltip: { callbacks: {
          title: (items) => "step " + whole(items[0].parsed.x),
          label: (item) => " " + item.dataset.label + "  " + this.#format(item.parsed.y),
        } } },
        scales: {
          x: { afterBuildTicks: keepApart, type: "linear", bounds: "data", title: { display: true, text: "step" }, ticks: { maxTicksLimit: 8, maxRotation: 0, precision: 0, includeBounds: false } },
          y: { ticks: { maxTicksLimit: 6 }, grace: 100 * GRACE + "%" },
        },
      },
    });
    this.#section.querySelector("details").addEventListener("toggle", () => this.#fillTable());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
  }

  /**
   * Shows other values.
   *
   * @param lines of name, look and points
   * @param title what they are
   * @param at where something happened
   */
  show(lines, title, at = []) {
    const before = this.#lines.map((line) => line.name).join("\n");
    this.#lines = lines;
    this.#chart.options.plugins.marks = { at };
    if (before !== lines.map((line) => line.name).join("\n")) {
      this.#drawLegend();
    }
    this.#describe(title);
    this.#draw();
    this.#fillTable();
  }

  #describe(title) {
    const latest = this.#lines
      .filter((line) => line.points.length > 0)
      .map((line) => line.name + " " + this.#format(line.points.at(-1).y) + " at step " + line.points.at(-1).x);
    const text = title + " by step" + (latest.length > 0 ? "; the latest: " + latest.join(", ") : "; nothing yet");
    this.#section.querySelector("canvas").setAttribute("aria-label", text);
  }

  get #plot() {
    return this.#section.querySelector(".plot");
  }

  /** No room below 0 for what is never below, nor above 1 for shares. */
  #bounds() {
    let least = Infinity;
    let most = -Infinity;
    for (const line of this.#lines) {
      for (const { y } of line.points) {
        least = Math.min(least, y);
        most = Math.max(most, y);
      }
    }
    const room = GRACE * (most - least);
    return {
      min: least >= 0 && least <= room ? 0 : undefined,
      max: this.#isShare() && most <= 1 && most + room >= 1 ? 1 : undefined,
    };
  }

  #draw() {
    const options = this.#chart.options;
    options.color = colour("text");
    for (const scale of [options.scales.x, options.scales.y]) {
      scale.grid = { color: colour("line") };
      scale.ticks.color = colour("quiet");
    }
    options.scales.x.title.color = colour("quiet");
    Object.assign(options.scales.y, this.#bounds());
    this.#plot.dataset.empty = String(this.#lines.every((line) => line.points.length === 0));
    this.#chart.data.datasets = this.#lines.map((line) => ({
      label: line.name,
      data: line.points,
      borderColor: colour(line.look),
      backgroundColor: colour(line.look),
      borderDash: DASHES[line.look],
      stepped: line.stepped ?? false,
      pointRadius: line.points.length === 1 ? 4 : 0,
    }));
    this.#chart.update("none");
  }

  #drawLegend() {
    const legend = this.#section.querySelector(".legend");
    legend?.replaceChildren(...this.#lines.map((line) => {
      const swatch = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      const stroke = document.createElementNS("http://www.w3.org/2000/svg", "line");
      for (const [key, value] of Object.entries({ x1: 0, x2: 26, y1: 4, y2: 4, "stroke-dasharray": DASHES[line.look].join(" ") })) {
        stroke.setAttribute(key, value);
      }
      swatch.setAttribute("aria-hidden", "true");
      swatch.append(stroke);
      return element("li", { class: line.look }, swatch, line.name);
    }));
  }

  /** The latest values; only while somebody looks at them. */
  #fillTable() {
    if (!this.#section.querySelector("details").open) {
      return;
    }
    const steps = new Map();
    this.#lines.forEach((line, at) => line.points.slice(-ROWS).forEach((point) => {
      const row = steps.get(point.x) ?? [];
      row[at] = point.y;
      steps.set(point.x, row);
    }));
    const rows = [...steps].sort(([a], [b]) => b - a).slice(0, ROWS).map(([step, values]) => [
      whole(step),
      ...this.#lines.map((_, at) => number(this.#format(values[at]), values[at])),
    ]);
    fill(this.#section.querySelector("table"), [["step"], ...this.#lines.map((line) => [line.name, "number"])], rows);
  }
}
