package dev.gradstream.operator.learn;

import dev.gradstream.operator.kafka.snapshot.PublishedVersion;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What a training job starts from, as it was when the job was submitted. A job that is restored
 * goes on from its checkpoint instead, but above the versions that stand here.
 *
 * @param parameters an encoded snapshot or file of parameters; of no bytes to draw them at random
 * @param firstVersion number of the first snapshot that is published: higher than any on the topic
 * @param published versions that stand on the topic, whole or not, in ascending order, to be
 *     removed in their turn
 */
public record TrainingStart(byte[] parameters, long firstVersion, List<PublishedVersion> published)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public TrainingStart {
        if (firstVersion < 1) {
            throw new IllegalArgumentException(
                    "versions count from 1, got " + firstVersion + " for the first");
        }
        published = List.copyOf(published);
    }

    /** Random parameters, an empty topic. */
    public static TrainingStart anew() {
        return new TrainingStart(new byte[0], 1, List.of());
    }

    Optional<byte[]> init() {
        return parameters.length == 0 ? Optional.empty() : Optional.of(parameters);
    }
}
