package dev.gradstream.model.pipeline;

import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.nn.Flatten;
import dev.gradstream.model.nn.Hardtanh;
import dev.gradstream.model.nn.Identity;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.LogSoftmax;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.nn.Sigmoid;
import dev.gradstream.model.nn.Softmax;
import dev.gradstream.model.nn.Softplus;
import java.util.List;
import java.util.Optional;

/** Whether a network ends with what its loss takes: logits, probabilities, their logarithms. */
final class LastLayer {
    private LastLayer() {}

    /** Why the loss cannot take what the network gives; empty if it can. */
    static Optional<String> refusal(Loss loss, List<Layer> network) {
        Layer last = last(network);
        return switch (loss.outputMeaning()) {
            case PROBABILITY ->
                    unless(
                            last instanceof Sigmoid || isWithin(last, 0, 1),
                            loss.name()
                                    + " takes probabilities; end the model with Sigmoid, or leave"
                                    + " the loss to BCEWithLogitsLoss, which takes logits");
            case LOG_PROBABILITIES ->
                    unless(
                            last instanceof LogSoftmax,
                            loss.name()
                                    + " takes logarithms of probabilities; end the model with"
                                    + " LogSoftmax, or leave the loss to CrossEntropyLoss, which"
                                    + " takes logits");
            case POSITIVE_NUMBER ->
                    unless(
                            last instanceof Softplus
                                    || last instanceof ReLU
                                    || last instanceof Sigmoid
                                    || isWithin(last, 0, Double.MAX_VALUE),
                            loss.name()
                                    + " with log_input: false takes numbers of 0 or more; end the"
                                    + " model with Softplus, or write log_input: true");
            case NUMBER, LOG_NUMBER, LOGIT, MARGIN, LOGITS, SPARSE_SCORES -> Optional.empty();
        };
    }

    /** What is allowed, but most likely a mistake. */
    static Optional<String> warning(Loss loss, List<Layer> network) {
        Layer last = last(network);
        boolean squashed = last instanceof Sigmoid || last instanceof Softmax;
        return switch (loss.outputMeaning()) {
            case LOGIT, LOGITS, MARGIN, SPARSE_SCORES ->
                    unless(
                            !squashed,
                            "%s takes logits and squashes them itself: leave out the %s at the end"
                                            .formatted(loss.name(), last.getClass().getSimpleName())
                                    + " of the model, or it learns slowly and never gets sure");
            case NUMBER, POSITIVE_NUMBER, LOG_NUMBER, PROBABILITY, LOG_PROBABILITIES ->
                    Optional.empty();
        };
    }

    private static Optional<String> unless(boolean fits, String otherwise) {
        return fits ? Optional.empty() : Optional.of(otherwise);
    }

    /** The last one that does anything. */
    private static Layer last(List<Layer> network) {
        int last = network.size() - 1;
        while (last > 0
                && (network.get(last) instanceof Identity
                        || network.get(last) instanceof Flatten)) {
            last--;
        }
        return network.get(last);
    }

    private static boolean isWithin(Layer layer, double min, double max) {
        return layer instanceof Hardtanh bounds && bounds.min() >= min && bounds.max() <= max;
    }
}
