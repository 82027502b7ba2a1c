package dev.gradstream.model.train;

import dev.gradstream.model.learn.StepObserver;
import java.util.Map;

/**
 * Hears how training goes, as plain numbers, in the thread that trains: a call must be over at once
 * and may not throw. What is learnt, reported and published is the same whoever listens.
 */
public interface TrainerObserver extends StepObserver {

    /** A step was refused because it would have led out of float. */
    void refusedStep();

    /**
     * A report goes out.
     *
     * @param figures everything finite that was measured, as {@code training.loss} or {@code
     *     validation.accuracy}
     * @param baselines the same of the baselines, as {@code no_change.accuracy}
     */
    void reported(Map<String, Double> figures, Map<String, Double> baselines);

    /**
     * A published version was tested.
     *
     * @param figures everything finite that was measured, as {@code test.loss}
     */
    void tested(Map<String, Double> figures);
}
