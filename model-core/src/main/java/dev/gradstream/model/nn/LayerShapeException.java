package dev.gradstream.model.nn;

/** A layer cannot take what the layer before it gives. */
public final class LayerShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int layer;

    /**
     * @param layer position of the layer, from 0
     * @param message what it got and what would be right
     */
    public LayerShapeException(int layer, String message) {
        super(message);
        this.layer = layer;
    }

    /**
     * @param layer position of the layer, from 0
     * @param cause says what it got and what would be right
     */
    LayerShapeException(int layer, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.layer = layer;
    }

    /**
     * @param layer position of the layer, from 0
     * @param inner position of the layer inside that one
     * @param cause says what the inner layer got and what would be right
     */
    LayerShapeException(int layer, int inner, RuntimeException cause) {
        super("in its layer " + inner + ": " + cause.getMessage(), cause);
        this.layer = layer;
    }

    /** Position of the layer, from 0. */
    public int layer() {
        return layer;
    }
}
