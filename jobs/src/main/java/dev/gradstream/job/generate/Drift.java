package dev.gradstream.job.generate;

import dev.gradstream.job.replay.SplitMix64;
import java.util.List;

/**
 * When a stream goes over from one concept to the next.
 *
 * <p>With a width w of 0 the examples from a position p on, counted from 0, are of the next
 * concept. With a width above 0, example t is of the next one with the probability 1 / (1 + exp(-4
 * (t - p) / w)): a half at p, 2 % at p - w, 98 % at p + w. Where positions are closer than that,
 * the later one counts among those examples that have gone over at the earlier one.
 *
 * <p>Source: MOA's ConceptDriftStream; A. Bifet, G. Holmes, R. Kirkby, B. Pfahringer, "MOA: massive
 * online analysis", JMLR 11, 2010.
 *
 * @param positions rising, 1 or more; empty for a stream that does not drift
 * @param width 0 or more examples
 */
public record Drift(List<Long> positions, double width) {

    public Drift {
        positions = List.copyOf(positions);
        for (int i = 0; i < positions.size(); i++) {
            long before = i == 0 ? 0 : positions.get(i - 1);
            if (positions.get(i) <= before) {
                throw new IllegalArgumentException(
                        "drift positions must rise from 1 on, got " + positions);
            }
        }
        if (!(width >= 0) || Double.isInfinite(width)) {
            throw new IllegalArgumentException("drift width must be 0 or more, got " + width);
        }
    }

    /** How many concepts the stream has. */
    int concepts() {
        return positions.size() + 1;
    }

    /**
     * Of which concept an example is.
     *
     * @param example its number, from 0
     */
    int concept(long example, SplitMix64 random) {
        int concept = 0;
        while (concept < positions.size() && goesOver(example - positions.get(concept), random)) {
            concept++;
        }
        return concept;
    }

    private boolean goesOver(long since, SplitMix64 random) {
        return width == 0
                ? since >= 0
                : random.nextDouble() < 1 / (1 + Math.exp(-4 * since / width));
    }
}
