// The points of all curves, thinned as the server thins them: never more than it keeps.

export class Curve {
  points = [];
  stride = 1;

  /** A report takes the place of those of later steps: they are of work that is done again. */
  add(points, stride) {
    for (const point of points) {
      while (this.points.length > 0 && this.points.at(-1).step > point.step) {
        this.points.pop();
      }
      const same = this.last?.step === point.step ? this.points.pop() : undefined;
      const { n, versionBefore } = same ?? point;
      this.points.push({ ...point, n, versionBefore, figures: { ...same?.figures, ...point.figures } });
    }
    this.stride = stride;
    this.points = this.points.filter((point) => point.n % stride === 0);
  }

  replace(points, stride) {
    this.points = points;
    this.stride = stride;
  }

  get last() {
    return this.points.at(-1);
  }

  /** The splits that report a measure: "training" of "training.loss". */
  splits(measure) {
    const found = new Set();
    const end = "." + measure;
    for (const point of this.points) {
      for (const name of Object.keys(point.figures)) {
        if (name.endsWith(end)) {
          found.add(name.slice(0, -end.length));
        }
      }
    }
    const usual = ["training", "validation", "test"];
    const rank = (split) => (usual.includes(split) ? usual.indexOf(split) : usual.length);
    return [...found].sort((a, b) => rank(a) - rank(b));
  }

  /** What is measured, by the names of the last reports. */
  measures() {
    const found = new Set();
    for (const point of this.points.slice(-20)) {
      for (const name of Object.keys(point.figures)) {
        const measure = name.slice(name.lastIndexOf(".") + 1);
        if (name.includes(".") && !["loss", "examples", "refused_steps"].includes(measure)) {
          found.add(measure);
        }
      }
    }
    return [...found];
  }

  latest(name) {
    return this.points.findLast((point) => Number.isFinite(point.figures[name]))?.figures[name];
  }

  values(name) {
    return this.points
      .filter((point) => Number.isFinite(point.figures[name]))
      .map((point) => ({ x: point.step, y: point.figures[name] }));
  }

  /** The first point of each version. One that the first report of all names may be of an earlier run. */
  versions() {
    return this.points.filter((point, at) => point.version > (at > 0 ? this.points[at - 1].version : point.versionBefore));
  }

  /** Examples a second, each over a stretch that is long enough to be told by the clock. */
  throughput() {
    if (this.points.length < 2) {
      return [];
    }
    const shortest = Math.max(200, (this.last.time - this.points[0].time) / 60);
    const rates = [];
    let from = this.points[0];
    for (const point of this.points) {
      const millis = point.time - from.time;
      if (millis >= shortest) {
        rates.push({ x: point.step, y: (1000 * (point.examples - from.examples)) / millis });
        from = point;
      }
    }
    return rates;
  }
}
