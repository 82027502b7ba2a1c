// Numbers and names as a person reads them.

const SHARES = /^(accuracy|top_\d+|precision|recall|f1|coverage)(_|$)/;

const NAMES = {
  accuracy: "Accuracy",
  cohen_kappa: "Cohen’s kappa",
  f1_macro: "F1 (macro)",
  f1_micro: "F1 (micro)",
  learning_rate: "Learning rate",
  log_loss: "Log loss",
  loss: "Loss",
  mae: "MAE",
  r2: "R²",
  rmse: "RMSE",
  roc_auc: "ROC AUC",
};

const SPLITS = { training: "training", validation: "hold-out", test: "test" };

/** To four decimals, large numbers to one; four significant digits where that would hide the number. */
export function readable(value) {
  if (!Number.isFinite(value)) {
    return "–";
  }
  const size = Math.abs(value);
  if (value !== 0 && (size < 0.001 || size >= 1e9)) {
    return value.toExponential(3);
  }
  return value.toFixed(size < 100_000 ? 4 : 1);
}

export function whole(value) {
  return Number.isFinite(value) ? Math.round(value).toLocaleString("en-US") : "–";
}

/** Whether it is between 0 and 1, and told in percent. */
export function isShare(measure) {
  return SHARES.test(measure);
}

/** Shares as percentages, all else as numbers. */
export function figure(measure, value) {
  return isShare(measure) && Number.isFinite(value)
    ? (100 * value).toFixed(1) + " %"
    : readable(value);
}

export function measureName(measure) {
  const words = measure.replaceAll("_", " ");
  return NAMES[measure] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** "validation" is the hold-out; what has no name of its own is called as in the report. */
export function splitName(split) {
  return SPLITS[split] ?? split.replaceAll(/[._]/g, " ");
}

export function bytes(count) {
  return count < 10_000 ? count + " B" : whole(count / 1024) + " KiB";
}

export function clock(millis) {
  return new Date(millis).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}
