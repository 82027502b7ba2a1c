package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutated files: each is read, and then ships to an equal pipeline, or has problems with lines. */
class PipelineFuzzTest {
    private static final int FILES = 3000;
    private static final String TEXT =
            PipelineTexts.SMALL
                    + """
                    seed: 0x1F
                    training: {batch_size: "${SIZE:-32}", batch_timeout: 1s}
                    validation: {fraction: 0.2, every: 20 batches}
                    early_stopping: {patience: 3, min_delta: 1e-3}
                    topics: &t {features: in}
                    """;
    private static final String ALPHABET = "{}[]:,-#&*!|>'\"%@`$ \n\t0123456789.exo~_\u00e9\u0000";

    @Test
    void neverFailsOtherwise() {
        Random random = new Random(20261121);
        int read = 0;
        for (int i = 0; i < FILES; i++) {
            String text = TEXT;
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                text = edited(text, random);
            }
            read += isRead(text) ? 1 : 0;
        }
        assertThat(read).isBetween(FILES / 50, FILES * 49 / 50);
    }

    private static boolean isRead(String text) {
        try {
            Pipeline pipeline = PipelineTexts.parse(text);
            String resolved = PipelineFile.resolve(text, "pipeline.yaml", Map.of());
            assertThat(PipelineTexts.parse(resolved)).as(text).isEqualTo(pipeline);
            return true;
        } catch (InvalidPipelineException e) {
            int lines = (int) text.lines().count() + 1;
            assertThat(e.problems())
                    .as(text)
                    .isNotEmpty()
                    .allMatch(p -> p.line() >= 1 && p.line() <= lines)
                    .noneMatch(p -> p.message().contains("\n"));
            return false;
        }
    }

    private static String edited(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(4));
        String character = String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, from) + character + text.substring(from);
            case 2 -> text.substring(0, from) + text.substring(from, to) + text.substring(from);
            default ->
                    text.substring(0, from)
                            + character
                            + text.substring(Math.min(text.length(), from + 1));
        };
    }
}
