package dev.gradstream.model.learn;

/**
 * What one step saw before it learnt: prequential figures, and whether the step was taken.
 *
 * @param status whether the parameters changed
 * @param loss mean loss of the batch under the parameters before the step, in evaluation mode; not
 *     finite where the step diverged, or running statistics are still far from the batch's
 * @param share what the loss counts in a mean over batches; see {@link Evaluation}
 * @param examples rows of the batch
 */
public record StepResult(Status status, double loss, double share, int examples) {

    /** Whether the parameters changed. */
    public enum Status {
        LEARNT,
        /** Loss or gradient was NaN or infinite: the step was refused, all state kept its bits. */
        DIVERGED
    }
}
