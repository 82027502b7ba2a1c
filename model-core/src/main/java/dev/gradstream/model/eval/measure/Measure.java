package dev.gradstream.model.eval.measure;

import dev.gradstream.model.eval.EarlyStopping.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that can be measured of a model.
 *
 * @param kind what
 * @param k of {@link Kind#TOP_K}, how many of the highest scores count; 0 for the others
 */
public record Measure(Kind kind, int k) {
    /** Classes up to which figures by class, pairs of classes and rankings are kept. */
    public static final int MOST_CLASSES_IN_DETAIL = 100;

    private static final Pattern TOP = Pattern.compile("top_([1-9][0-9]{0,8})");

    /** Kinds of measures; their names in files and reports are these in lower case. */
    public enum Kind {
        ACCURACY(Fit.CLASSES, Direction.HIGHER_IS_BETTER),
        TOP_K(Fit.CLASSES, Direction.HIGHER_IS_BETTER),
        /** Of the second of two classes, as {@code RECALL} and {@code F1}. */
        PRECISION(Fit.TWO_CLASSES, Direction.HIGHER_IS_BETTER),
        RECALL(Fit.TWO_CLASSES, Direction.HIGHER_IS_BETTER),
        F1(Fit.TWO_CLASSES, Direction.HIGHER_IS_BETTER),
        PRECISION_MACRO(Fit.CLASSES, Direction.HIGHER_IS_BETTER),
        RECALL_MACRO(Fit.CLASSES, Direction.HIGHER_IS_BETTER),
        F1_MACRO(Fit.CLASSES, Direction.HIGHER_IS_BETTER),
        PRECISION_MICRO(Fit.CLASSES, Direction.HIGHER_IS_BETTER),
        RECALL_MICRO(Fit.CLASSES, Direction.HIGHER_IS_BETTER),
        F1_MICRO(Fit.CLASSES, Direction.HIGHER_IS_BETTER),
        COHEN_KAPPA(Fit.CLASSES, Direction.HIGHER_IS_BETTER),
        ROC_AUC(Fit.FEW_CLASSES, Direction.HIGHER_IS_BETTER),
        LOG_LOSS(Fit.PROBABILITIES, Direction.LOWER_IS_BETTER),
        /** Precision, recall and F1 of each class. */
        BY_CLASS(Fit.FEW_CLASSES),
        /** The confusion matrix. */
        CONFUSION(Fit.FEW_CLASSES),
        MAE(Fit.NUMBER, Direction.LOWER_IS_BETTER),
        RMSE(Fit.NUMBER, Direction.LOWER_IS_BETTER),
        /** Of one column: the variance over several of different units means nothing. */
        R2(Fit.ONE_NUMBER, Direction.HIGHER_IS_BETTER),
        /** Share of targets up to the predicted quantile: neither more nor less is better. */
        COVERAGE(Fit.QUANTILE);

        private final Fit fit;
        private final Optional<Direction> direction;
        private final String word = name().toLowerCase(Locale.ROOT);

        Kind(Fit fit, Direction direction) {
            this.fit = fit;
            this.direction = Optional.of(direction);
        }

        Kind(Fit fit) {
            this.fit = fit;
            this.direction = Optional.empty();
        }

        /** As files and reports name it. */
        public String word() {
            return word;
        }

        /** Whether it can be measured of such a task. */
        public boolean fits(Task task) {
            return fit.holds(task);
        }

        /** Which values are better; empty where that cannot be said. */
        public Optional<Direction> direction() {
            return direction;
        }

        /** Whether it needs the scores of the classes, more than the predicted one. */
        boolean needsScores() {
            return this == TOP_K || this == ROC_AUC || this == LOG_LOSS;
        }
    }

    private enum Fit {
        CLASSES,
        TWO_CLASSES,
        FEW_CLASSES,
        PROBABILITIES,
        NUMBER,
        ONE_NUMBER,
        QUANTILE;

        boolean holds(Task task) {
            int classes = task.classes().size();
            return switch (this) {
                case CLASSES -> classes >= 2;
                case TWO_CLASSES -> classes == 2;
                case FEW_CLASSES -> classes >= 2 && classes <= MOST_CLASSES_IN_DETAIL;
                case PROBABILITIES -> classes >= 2 && task.probabilities();
                case NUMBER -> task.isNumber();
                case ONE_NUMBER -> task.isNumber() && task.columns() == 1;
                case QUANTILE -> task.quantile().isPresent();
            };
        }
    }

    public Measure {
        if ((kind == Kind.TOP_K) != (k >= 1)) {
            throw new IllegalArgumentException(
                    "k must be 1 or more for top_k, and 0 for others, got " + k);
        }
    }

    /** Any kind but {@link Kind#TOP_K}. */
    public static Measure of(Kind kind) {
        return new Measure(kind, 0);
    }

    /** The measure of that {@link #name()}; empty if there is none. */
    public static Optional<Measure> named(String name) {
        Matcher top = TOP.matcher(name);
        if (top.matches()) {
            return Optional.of(topK(Integer.parseInt(top.group(1))));
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.TOP_K && kind.word().equals(name))
                .findFirst()
                .map(Measure::of);
    }

    /** Whether the actual class is among the k of the highest scores. */
    public static Measure topK(int k) {
        return new Measure(Kind.TOP_K, k);
    }

    /** As reports and early stopping name it: its word, {@code top_3} for the best three. */
    public String name() {
        return kind == Kind.TOP_K ? "top_" + k : kind.word();
    }

    /** What is measured of predictions before they are learnt from, unless a file says more. */
    public static List<Measure> ofTraining(Task task) {
        return fitting(
                task, Kind.ACCURACY, Kind.F1_MACRO, Kind.MAE, Kind.RMSE, Kind.R2, Kind.COVERAGE);
    }

    /** What is measured of the hold-out, unless a file says more. */
    public static List<Measure> ofValidation(Task task) {
        List<Measure> measures = new ArrayList<>(ofTraining(task));
        measures.addAll(fitting(task, Kind.ROC_AUC, Kind.LOG_LOSS));
        return measures;
    }

    private static List<Measure> fitting(Task task, Kind... kinds) {
        return Arrays.stream(kinds).filter(kind -> kind.fits(task)).map(Measure::of).toList();
    }
}
