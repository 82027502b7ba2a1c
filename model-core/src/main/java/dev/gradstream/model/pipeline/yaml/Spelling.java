package dev.gradstream.model.pipeline.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody most likely meant. */
public final class Spelling {
    private static final int LONGEST = 64;

    /** Fewer letters are short for too much. */
    private static final int SHORTEST = 3;

    private Spelling() {}

    /** As {@code "; did you mean lr?"}, or nothing if no name is near. */
    public static String hint(String written, Collection<String> names) {
        return closest(written, names).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /**
     * The nearest name that differs by at most a third of its letters, or that the text is short
     * for, as {@code BCELogits} for {@code BCEWithLogitsLoss}; case does not count.
     */
    static Optional<String> closest(String written, Collection<String> names) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = written.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(
                        name ->
                                distance(wanted, fold(name)) <= Math.max(1, name.length() / 3)
                                        || isShort(letters(wanted), letters(fold(name))))
                .min(Comparator.comparingInt(name -> distance(wanted, fold(name))));
    }

    /** Whether a text has the first letter of another, and all its letters in their order. */
    private static boolean isShort(String text, String of) {
        if (text.length() < SHORTEST || of.isEmpty() || text.charAt(0) != of.charAt(0)) {
            return false;
        }
        int found = 0;
        for (int i = 0; i < of.length() && found < text.length(); i++) {
            found += text.charAt(found) == of.charAt(i) ? 1 : 0;
        }
        return found == text.length();
    }

    private static String letters(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Edits from one text to another: insert, delete, replace, or swap two neighbours (optimal
     * string alignment).
     */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, edits);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] edits) {
        int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, 1 + edits[i - 2][j - 2]) : best;
    }
}
