package dev.gradstream.model.learn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A network and its loss, written down in one mode.
 *
 * @param features {@code [batch, featureCount]}, scaled
 * @param target {@code [batch, targetCount]}
 * @param weight {@code [batch, 1]}
 * @param output {@code [batch, outputs]}
 * @param losses weighted, {@code [batch, 1]} or {@code [batch, outputs]}
 * @param shares what the sum of the losses is divided by the sum of, {@code [batch, 1]}; empty
 *     where their mean is taken
 */
record ModelGraph(
        Graph graph,
        Tensor features,
        Tensor target,
        Tensor weight,
        Tensor output,
        Tensor losses,
        Optional<Tensor> shares) {

    /** As the network is trained. */
    static ModelGraph of(LearnerConfig config, Mode mode) {
        return of(config, mode, 1);
    }

    /** As it predicts: for all examples, though some were left out of the training. */
    static ModelGraph predicting(LearnerConfig config) {
        return of(config, Mode.EVALUATION, config.keepNegatives());
    }

    private static ModelGraph of(LearnerConfig config, Mode mode, double keptNegatives) {
        Graph graph = new Graph(mode, config.seed());
        Tensor features = graph.input("features", Shape.of(Shape.BATCH, config.featureCount()));
        Tensor target = graph.input("target", Shape.of(Shape.BATCH, config.targetCount()));
        Tensor weight = graph.input("weight", Shape.of(Shape.BATCH, 1));
        Tensor logits = config.network().forward(graph, features);
        Tensor output = SampledNegatives.corrected(graph, keptNegatives, logits);
        Tensor losses = config.loss().losses(graph, output, target).times(weight);
        Optional<Tensor> shares = config.loss().shares(graph, target, output.shape().last());
        return new ModelGraph(graph, features, target, weight, output, losses, shares);
    }

    List<Tensor> parameters() {
        return graph.parameters();
    }

    /** What is minimised. */
    Tensor loss() {
        return shares.map(this::lossByShares).orElseGet(losses::mean);
    }

    /** Where all classes of a batch weigh nothing, its loss is 0; PyTorch's is no number. */
    private Tensor lossByShares(Tensor share) {
        Tensor sum = share.sumTo(Shape.scalar());
        Tensor any = sum.step();
        Tensor divisor = sum.plus(any.subtractedFrom(1));
        return losses.sumTo(Shape.scalar()).dividedBy(divisor).times(any);
    }

    /** The gradients of the loss by some of the parameters, in their order. */
    List<Tensor> gradients(List<Tensor> by) {
        return graph.gradients(loss(), by);
    }
}
