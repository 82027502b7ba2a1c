package dev.gradstream.operator.kafka.snapshot;

import java.io.Serializable;

/**
 * A version that stands on the topic, as a whole or half-published.
 *
 * @param chunks how many records it takes at most, at least 1
 */
public record PublishedVersion(long version, int chunks) implements Serializable {
    private static final long serialVersionUID = 1L;
}
