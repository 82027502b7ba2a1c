package dev.gradstream.model.data;

/** Which part of the data a mini-batch belongs to. */
public enum Split {
    /** Predicted, scored, then learnt from. */
    TRAINING,
    /** Held out: only ever evaluated on. */
    VALIDATION
}
