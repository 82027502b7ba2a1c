package dev.gradstream.model.learn.scaler;

/**
 * What the scalers of a model have learnt.
 *
 * @param features of the features
 * @param target of the target
 */
public record ScalerStates(ScalerState features, ScalerState target) {
    /** Of a model that scales nothing. */
    public static final ScalerStates NONE = new ScalerStates(ScalerState.NONE, ScalerState.NONE);

    /** Of a model whose target is as it is. */
    public static ScalerStates of(ScalerState features) {
        return new ScalerStates(features, ScalerState.NONE);
    }
}
