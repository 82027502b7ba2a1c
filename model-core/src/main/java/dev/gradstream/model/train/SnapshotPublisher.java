package dev.gradstream.model.train;

import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.model.snapshot.SnapshotDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers and publishes versions of a model. */
final class SnapshotPublisher {
    /** Instead of the step of the last published version where there is none. */
    static final long NOTHING = -1;

    /** Steps behind parameters that were only drawn: never a version where others stand. */
    private static final long UNLEARNT = 0;

    private final TrainerOutput output;
    private State state;

    /**
     * What it remembers.
     *
     * @param nextVersion number of the next version
     * @param publishedStep steps behind the version published last, or {@link #NOTHING}
     */
    record State(long nextVersion, long publishedStep) {

        /**
         * Before the first version.
         *
         * @param given whether the parameters were given; random ones are published unlearnt only
         *     where no version stands yet
         */
        static State before(long firstVersion, boolean given) {
            return new State(firstVersion, given || firstVersion == 1 ? NOTHING : UNLEARNT);
        }

        State {
            if (nextVersion < 1 || publishedStep < NOTHING) {
                throw new IllegalArgumentException(
                        "the next version must be 1 or more and the last published step at least "
                                + NOTHING
                                + ", got "
                                + nextVersion
                                + " and "
                                + publishedStep);
            }
        }
    }

    SnapshotPublisher(State state, TrainerOutput output) {
        this.state = state;
        this.output = output;
    }

    State state() {
        return state;
    }

    /**
     * Versions below that number stand already; if one of them is higher than this model's, this
     * model is published again even without another step.
     */
    void versionsFrom(long first) {
        if (first > state.nextVersion()) {
            state = new State(first, UNLEARNT);
        }
    }

    long lastVersion() {
        return state.nextVersion() - 1;
    }

    /** Whether the model after that many steps is the version that was published last. */
    boolean isPublished(long step) {
        return step == state.publishedStep();
    }

    /**
     * Publishes a version; parameters that are not finite are withheld, with a signal.
     *
     * @return whether it was published
     */
    boolean publish(Snapshot model, Map<String, Double> metrics) {
        if (!model.isFinite()) {
            output.signal(Signal.withheld(model).toJson());
            return false;
        }
        Snapshot snapshot = model.published(state.nextVersion(), metrics);
        byte[] bytes = SafeTensors.encode(snapshot);
        output.snapshot(snapshot.version(), headers(snapshot, bytes), bytes);
        state = new State(state.nextVersion() + 1, snapshot.step());
        return true;
    }

    private static Map<String, String> headers(Snapshot snapshot, byte[] bytes) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("model", snapshot.model());
        headers.put("version", Long.toString(snapshot.version()));
        headers.put("step", Long.toString(snapshot.step()));
        headers.put("examples", Long.toString(snapshot.examples()));
        headers.put("sha256", SnapshotDigest.sha256(bytes));
        snapshot.metrics().forEach((name, value) -> headers.put(name, Double.toString(value)));
        return headers;
    }
}
