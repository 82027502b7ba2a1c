package dev.gradstream.model.learn;

/**
 * Hears what each step cost and did, in the thread that takes it: a call must be over at once and
 * may not throw. What is learnt is the same, bit for bit, whoever listens.
 */
public interface StepObserver {

    /** Asks for nothing and hears nothing. */
    StepObserver NONE =
            new StepObserver() {
                @Override
                public boolean wantsUpdateRatio() {
                    return false;
                }

                @Override
                public void step(
                        long copyIn, long forwardBackward, long update, double gradientNorm) {}

                @Override
                public void updateRatio(double ratio) {}
            };

    /**
     * Whether the update of the step at hand should be measured. That costs two copies of all
     * parameters: to be asked for once in a while, not for every step.
     */
    boolean wantsUpdateRatio();

    /**
     * A step was taken. Times are in nanoseconds.
     *
     * @param copyIn of scaling the batch and copying it in
     * @param forwardBackward of outputs, loss, gradients and scores
     * @param update of the optimizer
     * @param gradientNorm Euclidean norm of the gradient of all parameters, before clipping
     */
    void step(long copyIn, long forwardBackward, long update, double gradientNorm);

    /**
     * The update of the step that was asked for.
     *
     * @param ratio Euclidean norm of what the step added to the parameters, over that of the
     *     parameters before it; about 1e-3 is usual. Infinite where they were all 0.
     */
    void updateRatio(double ratio);
}
