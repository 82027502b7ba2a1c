package dev.gradstream.model.learn;

/** How far a step moves the parameters: ‖p′ − p‖ / ‖p‖. */
final class UpdateRatio {
    private UpdateRatio() {}

    /**
     * The ratio of one step.
     *
     * @param before parameters before the step
     * @param after the same after it
     * @return 0 where nothing moved, infinity where all were 0 before
     */
    static double of(float[] before, float[] after) {
        double moved = 0;
        double norm = 0;
        for (int i = 0; i < before.length; i++) {
            double difference = (double) after[i] - before[i];
            moved += difference * difference;
            norm += (double) before[i] * before[i];
        }
        return moved == 0 ? 0 : Math.sqrt(moved / norm);
    }
}
