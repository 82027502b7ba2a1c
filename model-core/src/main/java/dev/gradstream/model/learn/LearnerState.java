package dev.gradstream.model.learn;

import dev.gradstream.model.learn.scaler.ScalerStates;

/**
 * Everything that a learner's future depends on, as plain arrays.
 *
 * @param parameters all of them, flat, in the order of the state dict, each row-major
 * @param buffers what layers keep without learning it, flat, in the order of the state dict
 * @param optimizerState the optimizer's vectors, one after the other, each laid out as the
 *     parameters
 * @param step optimizer steps taken
 * @param examples examples learnt from
 * @param rateReductions how often the learning rate was reduced
 * @param scalers what scales features and target
 * @param classCounts how often each class came, where classes are balanced; else none
 */
public record LearnerState(
        float[] parameters,
        float[] buffers,
        float[] optimizerState,
        long step,
        long examples,
        int rateReductions,
        ScalerStates scalers,
        double[] classCounts) {
    public LearnerState {
        if (step < 0 || examples < 0 || rateReductions < 0) {
            throw new IllegalArgumentException(
                    "step, examples and reductions must be at least 0, got %d, %d and %d"
                            .formatted(step, examples, rateReductions));
        }
    }
}
