package dev.gradstream.operator.kafka.snapshot;

import java.util.List;

/**
 * What a job that publishes versions must know of those before it.
 *
 * @param highest version that was ever begun, whole or not, as far as the topic remembers; 0 where
 *     there is none
 * @param standing versions of which anything stands, whole or not, in ascending order
 */
public record TopicVersions(long highest, List<PublishedVersion> standing) {
    public TopicVersions {
        standing = List.copyOf(standing);
    }
}
