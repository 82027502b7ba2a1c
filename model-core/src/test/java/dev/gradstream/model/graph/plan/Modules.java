package dev.gradstream.model.graph.plan;

import dev.gradstream.model.loss.BCELoss;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.FocalLoss;
import dev.gradstream.model.loss.HingeLoss;
import dev.gradstream.model.loss.HuberLoss;
import dev.gradstream.model.loss.L1Loss;
import dev.gradstream.model.loss.LogCoshLoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.loss.NLLLoss;
import dev.gradstream.model.loss.PoissonNLLLoss;
import dev.gradstream.model.loss.QuantileLoss;
import dev.gradstream.model.loss.SmoothL1Loss;
import dev.gradstream.model.loss.SparsemaxLoss;
import dev.gradstream.model.nn.BatchNorm1d;
import dev.gradstream.model.nn.Dropout;
import dev.gradstream.model.nn.ELU;
import dev.gradstream.model.nn.Flatten;
import dev.gradstream.model.nn.GELU;
import dev.gradstream.model.nn.Hardtanh;
import dev.gradstream.model.nn.Identity;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.LayerNorm;
import dev.gradstream.model.nn.LeakyReLU;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.LogSoftmax;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.nn.Residual;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.nn.SiLU;
import dev.gradstream.model.nn.Sigmoid;
import dev.gradstream.model.nn.Softmax;
import dev.gradstream.model.nn.Softplus;
import dev.gradstream.model.nn.Tanh;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every layer and every loss, for inputs of a width. */
final class Modules {
    private Modules() {}

    static Stream<Layer> layers(int width) {
        return Stream.of(
                new Linear(3),
                new Linear(1, false),
                new ReLU(),
                new LeakyReLU(0.2),
                new ELU(0.7),
                new Sigmoid(),
                new Tanh(),
                new Softmax(),
                new LogSoftmax(),
                new GELU(false),
                new GELU(true),
                new SiLU(),
                new Softplus(2, 20),
                new Softplus(1.5, 1.1),
                new Hardtanh(-0.71, 0.83),
                new Dropout(0.4),
                new Identity(),
                new Flatten(),
                new BatchNorm1d(0.2, 0.1, true),
                new BatchNorm1d(0.3, 0.1, false),
                new LayerNorm(1e-5, true),
                new LayerNorm(0.3, false),
                new Residual(
                        new Sequential(List.of(new Linear(2), new GELU(false), new Linear(width)))),
                new Sequential(
                        List.of(
                                new Linear(5),
                                new Tanh(),
                                new Dropout(0.2),
                                new Linear(4),
                                new Sigmoid(),
                                new Linear(2))));
    }

    /** Losses whose outputs may be any number. */
    static Stream<Loss> losses(int width) {
        List<Double> weights = IntStream.range(0, width).mapToObj(i -> i * 0.7).toList();
        return Stream.of(
                new MSELoss(),
                new L1Loss(),
                new HuberLoss(0.9),
                new SmoothL1Loss(0.6),
                new SmoothL1Loss(0),
                new QuantileLoss(0.8),
                new LogCoshLoss(),
                new PoissonNLLLoss(true, true, 1e-8),
                new BCEWithLogitsLoss(),
                new BCEWithLogitsLoss(weights),
                new HingeLoss(),
                new FocalLoss(0.25, 2),
                new FocalLoss(-1, 0.7),
                new CrossEntropyLoss(),
                new CrossEntropyLoss(weights, 0.2),
                new SparsemaxLoss(),
                new NLLLoss(),
                new NLLLoss(weights));
    }

    /** Losses whose outputs are in (0, 1), or may be. */
    static Stream<Loss> lossesOfPositiveNumbers() {
        return Stream.of(new BCELoss(), new PoissonNLLLoss(false, false, 0.01));
    }
}
