package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.optim.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * How rows are cut into batches makes no difference. All in evaluation mode: in training, dropout
 * is drawn by the place in the batch, and a normalisation over the batch is about its neighbours.
 */
class BatchPropertyTest {
    private static final int CLASSES = 3;

    @Property(tries = 150)
    void partsOfABatchHaveItsGradientByTheirShareOfTheRows(
            @ForAll("networks") List<String> texts,
            @ForAll("rows") RandomRows rows,
            @ForAll @IntRange(min = 1, max = 4) int cut) {
        int first = Math.min(cut, rows.batch());
        List<double[]> whole = gradients(texts, rows, 0, rows.batch());
        List<double[]> front = gradients(texts, rows, 0, first);
        List<double[]> back =
                first == rows.batch() ? front : gradients(texts, rows, first, rows.batch());
        double share = (double) first / rows.batch();
        for (int p = 0; p < whole.size(); p++) {
            double largest = Arrays.stream(whole.get(p)).map(Math::abs).max().orElse(0);
            for (int i = 0; i < whole.get(p).length; i++) {
                double sum = share * front.get(p)[i] + (1 - share) * back.get(p)[i];
                assertThat(sum)
                        .as("element %d of parameter %d", i, p)
                        .isCloseTo(whole.get(p)[i], within(1e-9 * Math.max(1, largest)));
            }
        }
    }

    @Property(tries = 60)
    void aPredictionIsItsRowsAlone(
            @ForAll("networks") List<String> texts, @ForAll("rows") RandomRows rows) {
        LearnerConfig config =
                new LearnerConfig(
                        rows.width(),
                        1,
                        network(texts, rows.width()),
                        new CrossEntropyLoss(),
                        new SGD(0.1),
                        Scaling.NONE,
                        rows.values().hashCode());
        float[] features = new float[rows.values().size()];
        for (int i = 0; i < features.length; i++) {
            features[i] = rows.values().get(i).floatValue();
        }
        try (Learner learner = Learner.create(config)) {
            float[] together = learner.predict(features, rows.batch());
            for (int row = 0; row < rows.batch(); row++) {
                int from = row * rows.width();
                float[] alone =
                        learner.predict(Arrays.copyOfRange(features, from, from + rows.width()), 1);
                assertThat(alone)
                        .as("row %d", row)
                        .isEqualTo(
                                Arrays.copyOfRange(together, row * CLASSES, (row + 1) * CLASSES));
            }
        }
    }

    /** Gradients of the mean loss of some of the rows, by each parameter. */
    private static List<double[]> gradients(List<String> texts, RandomRows rows, int from, int to) {
        Graph graph = new Graph(Mode.EVALUATION, 1);
        Tensor x = graph.input("x", Shape.of(Shape.BATCH, rows.width()));
        Tensor target = graph.input("target", Shape.of(Shape.BATCH, 1));
        Tensor output = network(texts, rows.width()).forward(graph, x);
        Tensor loss = new CrossEntropyLoss().losses(graph, output, target).mean();
        Computed computed =
                new Computed(to - from, Precision.DOUBLE, Kernels.ND4J)
                        .with(
                                x,
                                Arrays.copyOfRange(
                                        rows.array(), from * rows.width(), to * rows.width()))
                        .with(
                                target,
                                IntStream.range(from, to).mapToDouble(i -> i % CLASSES).toArray());
        List<Tensor> parameters = graph.parameters();
        for (Tensor parameter : parameters) {
            computed.with(parameter, rows.parameters(parameter.shape().elements(1)));
        }
        for (Tensor buffer : graph.buffers().keySet()) {
            computed.with(buffer, rows.runningStatistics(buffer.shape().elements(1)));
        }
        return computed.of(graph.gradients(loss, parameters));
    }

    /** Layers of those texts and one with an output for each class. */
    private static Sequential network(List<String> texts, int width) {
        List<Layer> layers = new ArrayList<>();
        int in = width;
        for (String text : texts) {
            layers.add(CatalogModules.layer(text, in));
            in = new Sequential(layers).outFeatures(width);
        }
        layers.add(new Linear(CLASSES));
        return new Sequential(layers);
    }

    @Provide
    static Arbitrary<List<String>> networks() {
        return Arbitraries.of(CatalogModules.layers()).list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    static Arbitrary<RandomRows> rows() {
        return RandomRows.of(1.0, 1e-3, 20.0);
    }
}
