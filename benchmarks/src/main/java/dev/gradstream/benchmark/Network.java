package dev.gradstream.benchmark;

import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.nn.BatchNorm1d;
import dev.gradstream.model.nn.Dropout;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.nn.Tanh;
import java.util.ArrayList;
import java.util.List;

/** What is timed; the peers know the same networks by the same names. */
public enum Network {
    LOGISTIC,
    RELU,
    WIDE_RELU,
    TANH,
    DROPOUT_BATCH_NORM;

    private static final double DROPOUT = 0.2;

    /** Features, the width of each hidden layer, outputs. */
    public List<Integer> widths() {
        return switch (this) {
            case LOGISTIC -> List.of(30, 1);
            case WIDE_RELU -> List.of(784, 256, 128, 10);
            case RELU, TANH, DROPOUT_BATCH_NORM -> List.of(30, 64, 32, 1);
        };
    }

    /** What stands after each {@code Linear} but the last. */
    private List<Layer> hidden(double dropout) {
        return switch (this) {
            case LOGISTIC, RELU, WIDE_RELU -> List.of(new ReLU());
            case TANH -> List.of(new Tanh());
            case DROPOUT_BATCH_NORM ->
                    List.of(new BatchNorm1d(1e-5, 0.1, true), new ReLU(), new Dropout(dropout));
        };
    }

    public int features() {
        return widths().get(0);
    }

    public int outputs() {
        return widths().get(widths().size() - 1);
    }

    /** Whether the target is the number of a class and the loss cross-entropy; else 0 or 1. */
    public boolean manyClasses() {
        return outputs() > 1;
    }

    /** Whether masks are drawn, which differ from library to library. */
    public boolean random() {
        return hidden(DROPOUT).stream().anyMatch(Dropout.class::isInstance);
    }

    /**
     * The layers of Gradstream.
     *
     * @param dropout whether there is any; without, the layer is there, with p = 0
     */
    public List<Layer> layers(boolean dropout) {
        List<Layer> layers = new ArrayList<>();
        int last = widths().size() - 1;
        for (int l = 1; l < last; l++) {
            layers.add(new Linear(widths().get(l), true));
            layers.addAll(hidden(dropout ? DROPOUT : 0));
        }
        layers.add(new Linear(widths().get(last), true));
        return layers;
    }

    public Loss loss() {
        return manyClasses() ? new CrossEntropyLoss() : new BCEWithLogitsLoss();
    }
}
