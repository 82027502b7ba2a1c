package dev.gradstream.operator.kafka.snapshot;

import java.io.Serializable;

/**
 * A version that stands on the topic.
 *
 * @param chunks how many records it takes, at least 1
 */
public record PublishedVersion(long version, int chunks) implements Serializable {
    private static final long serialVersionUID = 1L;
}
