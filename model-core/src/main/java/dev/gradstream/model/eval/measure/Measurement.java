package dev.gradstream.model.eval.measure;

import dev.gradstream.model.eval.measure.Figures.OfClass;
import dev.gradstream.model.eval.measure.Measure.Kind;
import dev.gradstream.model.eval.metric.Accumulator;
import dev.gradstream.model.eval.metric.ClassCounts;
import dev.gradstream.model.eval.metric.ConfusionMatrix;
import dev.gradstream.model.eval.metric.Coverage;
import dev.gradstream.model.eval.metric.ErrorSums;
import dev.gradstream.model.eval.metric.Hits;
import dev.gradstream.model.eval.metric.LogLoss;
import dev.gradstream.model.eval.metric.RankedScores;
import dev.gradstream.model.eval.metric.Ranking;
import dev.gradstream.model.eval.metric.RegressionSums;
import dev.gradstream.model.eval.metric.ScoreBuckets;
import dev.gradstream.model.eval.metric.ScoredRows;
import dev.gradstream.model.eval.metric.TopHits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Several measures of one stream of rows: the accumulators that they need, each once. */
public final class Measurement {
    /** Scores up to which a ranking keeps each, in 32 MiB; beyond it counts them in buckets. */
    private static final long MOST_RANKED_SCORES = 1 << 22;

    private static final String COUNTS = "counts";

    private final Task task;
    private final List<Measure> measures;
    private final boolean counted;
    private final boolean varied;
    private final Map<String, Accumulator> byFamily = new TreeMap<>();
    private final List<Accumulator> accumulators;

    /** How a {@link Kind#ROC_AUC} is taken. */
    private enum Ranks {
        EXACT,
        BUCKETS
    }

    private Measurement(Task task, List<Measure> measures, Ranks ranks) {
        this.task = task;
        this.measures = List.copyOf(measures);
        counted = countsClasses(measures);
        varied = measuresVariance(measures);
        for (Measure measure : measures) {
            byFamily.computeIfAbsent(family(measure), name -> accumulator(measure, ranks));
        }
        accumulators = List.copyOf(byFamily.values());
    }

    /**
     * Of a number of rows that is known beforehand, which count one each.
     *
     * @param rows the most that there can be
     */
    public static Measurement ofRows(Task task, List<Measure> measures, int rows) {
        boolean exact = (long) rows * task.classes().size() <= MOST_RANKED_SCORES;
        return new Measurement(task, measures, exact ? Ranks.EXACT : Ranks.BUCKETS);
    }

    /** Of a stream without end. */
    public static Measurement ofStream(Task task, List<Measure> measures) {
        return new Measurement(task, measures, Ranks.BUCKETS);
    }

    /** Scores that a row must have: of each class, or none. */
    public static int scores(Task task, List<Measure> measures) {
        boolean needed = measures.stream().anyMatch(measure -> measure.kind().needsScores());
        return needed ? task.classes().size() : 0;
    }

    /** As {@link Accumulator#add(ScoredRows, double, double)}. */
    public void add(ScoredRows rows, double weight, double growth) {
        // By number, for want of an iterator: this is done for every batch.
        for (int i = 0; i < accumulators.size(); i++) {
            accumulators.get(i).add(rows, weight, growth);
        }
    }

    /** Takes in rows that count one each. */
    public void add(ScoredRows rows) {
        add(rows, 1, 1);
    }

    /** As {@link Accumulator#scale}. */
    void scale(double factor) {
        accumulators.forEach(accumulator -> accumulator.scale(factor));
    }

    /** Forgets all rows. */
    public void clear() {
        accumulators.forEach(Accumulator::clear);
    }

    /** What the accumulators know, in an order of their own. */
    List<double[]> state() {
        return accumulators.stream().map(Accumulator::state).toList();
    }

    /**
     * Takes in what another measurement of the same making knows.
     *
     * @throws IllegalArgumentException if it is of another making
     */
    void merge(List<double[]> state) {
        if (state.size() != accumulators.size()) {
            throw new IllegalArgumentException(
                    accumulators.size()
                            + " accumulators cannot take in "
                            + state.size()
                            + " others");
        }
        for (int i = 0; i < state.size(); i++) {
            accumulators.get(i).merge(state.get(i));
        }
    }

    /** What all of it comes to. */
    public Figures figures() {
        Map<String, Double> values = new LinkedHashMap<>();
        List<OfClass> byClass = new ArrayList<>();
        List<List<Double>> confusion = new ArrayList<>();
        for (Measure measure : measures) {
            switch (measure.kind()) {
                case BY_CLASS -> byClass.addAll(byClass(of(measure, ClassCounts.class)));
                case CONFUSION -> confusion.addAll(rows(of(measure, ConfusionMatrix.class)));
                default -> values.put(measure.name(), value(measure));
            }
        }
        return new Figures(values, byClass, confusion, task.classes());
    }

    private double value(Measure measure) {
        return switch (measure.kind()) {
            case TOP_K -> of(measure, TopHits.class).accuracy();
            case ROC_AUC -> of(measure, Ranking.class).rocAuc();
            case LOG_LOSS -> of(measure, LogLoss.class).mean();
            case MAE ->
                    varied
                            ? of(measure, RegressionSums.class).mae()
                            : of(measure, ErrorSums.class).mae();
            case RMSE ->
                    varied
                            ? of(measure, RegressionSums.class).rmse()
                            : of(measure, ErrorSums.class).rmse();
            case R2 -> of(measure, RegressionSums.class).r2();
            case COVERAGE -> of(measure, Coverage.class).share();
            case ACCURACY ->
                    counted
                            ? of(measure, ClassCounts.class).accuracy()
                            : of(measure, Hits.class).accuracy();
            default -> value(measure.kind(), of(measure, ClassCounts.class));
        };
    }

    private static double value(Kind kind, ClassCounts counts) {
        return switch (kind) {
            case PRECISION_MICRO, RECALL_MICRO, F1_MICRO -> counts.accuracy();
            case PRECISION -> counts.precision(1);
            case RECALL -> counts.recall(1);
            case F1 -> counts.f1(1);
            case PRECISION_MACRO -> counts.macro(counts::precision);
            case RECALL_MACRO -> counts.macro(counts::recall);
            case F1_MACRO -> counts.macro(counts::f1);
            case COHEN_KAPPA -> counts.kappa();
            default -> throw new IllegalArgumentException(kind + " is no count of classes");
        };
    }

    private List<OfClass> byClass(ClassCounts counts) {
        return IntStream.range(0, task.classes().size())
                .mapToObj(
                        c ->
                                new OfClass(
                                        counts.precision(c),
                                        counts.recall(c),
                                        counts.f1(c),
                                        counts.actual(c)))
                .toList();
    }

    private static List<List<Double>> rows(ConfusionMatrix matrix) {
        return IntStream.range(0, matrix.classes())
                .mapToObj(
                        actual ->
                                IntStream.range(0, matrix.classes())
                                        .mapToObj(predicted -> matrix.count(actual, predicted))
                                        .toList())
                .toList();
    }

    private <A extends Accumulator> A of(Measure measure, Class<A> type) {
        return type.cast(byFamily.get(family(measure)));
    }

    /** Measures of one family share an accumulator. */
    private static String family(Measure measure) {
        return switch (measure.kind()) {
            case TOP_K, ROC_AUC, LOG_LOSS, CONFUSION, COVERAGE -> measure.name();
            case MAE, RMSE, R2 -> "errors";
            default -> COUNTS;
        };
    }

    /** What besides the names of measures decides which accumulators there are; as a suffix. */
    static String making(List<Measure> measures) {
        boolean hits = has(measures, Kind.ACCURACY) && !countsClasses(measures);
        boolean errors =
                (has(measures, Kind.MAE) || has(measures, Kind.RMSE))
                        && !measuresVariance(measures);
        return (hits ? " by hits" : "") + (errors ? " by errors" : "");
    }

    private static boolean has(List<Measure> measures, Kind kind) {
        return measures.stream().anyMatch(measure -> measure.kind() == kind);
    }

    /** Whether the variance of the actual numbers is measured, which their errors do not need. */
    private static boolean measuresVariance(List<Measure> measures) {
        return has(measures, Kind.R2);
    }

    /** Whether classes are counted each by itself, which accuracy does not need. */
    private static boolean countsClasses(List<Measure> measures) {
        return measures.stream()
                .anyMatch(
                        measure ->
                                family(measure).equals(COUNTS) && measure.kind() != Kind.ACCURACY);
    }

    private Accumulator accumulator(Measure measure, Ranks ranks) {
        int classes = task.classes().size();
        return switch (measure.kind()) {
            case TOP_K -> new TopHits(measure.k());
            case ROC_AUC ->
                    ranks == Ranks.EXACT ? new RankedScores(classes) : new ScoreBuckets(classes);
            case LOG_LOSS -> new LogLoss();
            case CONFUSION -> new ConfusionMatrix(classes);
            case COVERAGE -> new Coverage();
            case MAE, RMSE, R2 -> varied ? new RegressionSums() : new ErrorSums();
            default -> counted ? new ClassCounts(classes) : new Hits();
        };
    }
}
