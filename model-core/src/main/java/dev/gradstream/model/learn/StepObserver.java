package dev.gradstream.model.learn;

/**
 * Hears what steps cost and did, in the thread that takes them: a call must be over at once and may
 * not throw. What is learnt is the same, bit for bit, whoever listens.
 */
public interface StepObserver {

    /** Asks for nothing and hears nothing. */
    StepObserver NONE =
            new StepObserver() {
                @Override
                public boolean wantsTimes() {
                    return false;
                }

                @Override
                public boolean wantsUpdateRatio() {
                    return false;
                }

                @Override
                public void step(double gradientNorm) {}

                @Override
                public void times(long copyIn, long forwardBackward, long update) {}

                @Override
                public void updateRatio(double ratio) {}
            };

    /**
     * Whether the parts of the step at hand should be timed. Looking at the clock is a good part of
     * what watching a small step costs: to be asked for once in a while.
     */
    boolean wantsTimes();

    /**
     * Whether the update of the step at hand should be measured. That costs two copies of all
     * parameters: to be asked for once in a while, not for every step.
     */
    boolean wantsUpdateRatio();

    /**
     * A step was taken.
     *
     * @param gradientNorm Euclidean norm of the gradient of all parameters, before clipping
     */
    void step(double gradientNorm);

    /**
     * Where the time of the step went that was just taken, if it was asked for. In nanoseconds.
     *
     * @param copyIn of scaling the batch and copying it in
     * @param forwardBackward of outputs, loss, gradients and scores
     * @param update of the optimizer
     */
    void times(long copyIn, long forwardBackward, long update);

    /**
     * The update of the step that was asked for.
     *
     * @param ratio Euclidean norm of what the step added to the parameters, over that of the
     *     parameters before it; about 1e-3 is usual. Infinite where they were all 0.
     */
    void updateRatio(double ratio);
}
