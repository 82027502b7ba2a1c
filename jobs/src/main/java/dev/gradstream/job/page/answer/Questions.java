package dev.gradstream.job.page.answer;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The last few examples that a version may be asked about: of those that are held out, where some
 * are; each once, however often it comes. Not thread-safe.
 */
final class Questions {
    private final int most;
    private final boolean heldOut;
    private final Map<Long, Question> byExample = new LinkedHashMap<>();

    /**
     * @param most examples that are kept
     */
    Questions(Pipeline pipeline, int most) {
        this.most = most;
        heldOut =
                Stream.of(Split.VALIDATION, Split.TEST)
                        .flatMap(split -> pipeline.holdOutRule(split).stream())
                        .anyMatch(rule -> !(rule instanceof HoldOutRule.Topic));
    }

    /** Whether examples of the features topic are held out, by their key or a column. */
    boolean areHeldOut() {
        return heldOut;
    }

    /**
     * Takes in an example that is newer than those before.
     *
     * @param example a buffer; its split is known
     * @param row of the record's rows, from 0
     */
    void add(Example example, int row) {
        if (heldOut && example.split() == Split.TRAINING) {
            return;
        }
        byExample.remove(example.key());
        byExample.put(example.key(), Question.of(example, row));
        if (byExample.size() > most) {
            byExample.remove(byExample.keySet().iterator().next());
        }
    }

    /** The newest first. */
    List<Question> newestFirst() {
        List<Question> all = new ArrayList<>(byExample.values());

        Collections.reverse(all);
        return all;
    }
}
