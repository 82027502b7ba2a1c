package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.FocalLoss;
import dev.gradstream.model.loss.HuberLoss;
import dev.gradstream.model.loss.NLLLoss;
import dev.gradstream.model.loss.PoissonNLLLoss;
import dev.gradstream.model.loss.QuantileLoss;
import dev.gradstream.model.loss.SmoothL1Loss;
import dev.gradstream.model.nn.ELU;
import dev.gradstream.model.nn.GELU;
import dev.gradstream.model.nn.Hardtanh;
import dev.gradstream.model.nn.LayerNorm;
import dev.gradstream.model.nn.LeakyReLU;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.LogSoftmax;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.nn.Residual;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.nn.Softmax;
import dev.gradstream.model.nn.Softplus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers and losses in a pipeline file: defaults, arguments, and what does not go together. */
class NetworkAndLossTest {

    @Test
    void layersHavePyTorchsDefaults() throws InvalidPipelineException {
        assertThat(
                        PipelineTexts.parse(
                                        model(
                                                "[LeakyReLU, ELU, GELU, Softplus, Hardtanh,"
                                                        + " LayerNorm, Softmax, LogSoftmax, Linear:"
                                                        + " {out_features: 1}]"))
                                .model())
                .containsExactly(
                        new LeakyReLU(0.01),
                        new ELU(1),
                        new GELU(false),
                        new Softplus(1, 20),
                        new Hardtanh(-1, 1),
                        new LayerNorm(1e-5, true),
                        new Softmax(),
                        new LogSoftmax(),
                        new Linear(1, true));
    }

    @Test
    void readsABlock() throws InvalidPipelineException {
        assertThat(
                        PipelineTexts.parse(
                                        model(
                                                "[Residual: [LayerNorm: {normalized_shape: 2},"
                                                        + " Residual: [ReLU]], Linear: {out_features:"
                                                        + " 1}]"))
                                .model())
                .first()
                .isEqualTo(
                        new Residual(
                                new Sequential(
                                        List.of(
                                                new LayerNorm(1e-5, true),
                                                new Residual(
                                                        new Sequential(List.of(new ReLU())))))));
    }

    @Test
    void lossesHaveTheirDefaultsAndArguments() throws InvalidPipelineException {
        assertThat(regression("HuberLoss")).isEqualTo(new HuberLoss(1));
        assertThat(regression("SmoothL1Loss")).isEqualTo(new SmoothL1Loss(1));
        assertThat(regression("QuantileLoss")).isEqualTo(new QuantileLoss(0.5));
        assertThat(regression("PoissonNLLLoss")).isEqualTo(new PoissonNLLLoss(true, false, 1e-8));
        assertThat(PipelineTexts.parse(loss("FocalLoss")).loss()).isEqualTo(new FocalLoss(0.25, 2));
        assertThat(PipelineTexts.parse(loss("{BCEWithLogitsLoss: {pos_weight: 3}}")).loss())
                .isEqualTo(new BCEWithLogitsLoss(List.of(3.0)));
        String classes = loss("{CrossEntropyLoss: {weight: [1, 2], label_smoothing: 0.1}}");
        assertThat(
                        PipelineTexts.parse(classes.replace("out_features: 1", "out_features: 2"))
                                .loss())
                .isEqualTo(new CrossEntropyLoss(List.of(1.0, 2.0), 0.1));
    }

    @Test
    void aLossThatTakesLogarithmsOfProbabilitiesTakesThemFromLogSoftmax()
            throws InvalidPipelineException {
        String text =
                loss("NLLLoss")
                        .replace(
                                "out_features: 1}",
                                "out_features: 2}\n  - LogSoftmax\n  - Flatten");
        Pipeline pipeline = PipelineTexts.parse(text);
        assertThat(pipeline.loss()).isEqualTo(new NLLLoss());
        assertThat(pipeline.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[LeakyReLU: {negative_slope: .inf}] | negative_slope: must be a number that is finite",
                "[GELU: {approximate: fast}] | approximate: must be one of none, tanh, found 'fast'",
                "[Softplus: {beta: 0}] | beta: must be a number above 0",
                "[Softmax: {dim: 0}] | dim: must be -1, along the features, found '0'",
                "[Hardtanh: {min_val: 2}] | min_val must be below max_val, got 2.0 and 1.0",
                "[Flatten: {start_dim: 0}] | start_dim: must be a whole number from 1 to 1",
                "[LayerNorm: {eps: 0}] | eps: must be a number above 0",
                "[LayerNorm: {normalized_shape: 3}] | normalized_shape is 3, but 2 values come in; write normalized_shape: 2",
                "[Residual] | must be a list of layers, as Residual: [",
                "[Residual: {}] | must be a list of layers, as Residual: [",
                "[Residual: []] | must hold at least one layer",
                "[Residual: [Relu]] | model[0].Residual[0]: must be one of",
                "[Residual: [Linear: {out_features: 3}]] | made [batch, 3] of [batch, 2]",
                "[Residual: [ReLU, Linear: {in_features: 4, out_features: 2}]] | model[0].Residual[1].Linear: in_features is 4, but 2",
                "[Residual: [ReLU, Residual: [Linear: {out_features: 3}]]] | model[0].Residual[1].Residual: Residual adds",
                "[ReLU: [1]] | model[0].ReLU: must be a mapping of keys to values, found a list",
            })
    void refusesALayer(String layers, String problem) {
        String text =
                model(layers.substring(0, layers.length() - 1) + ", Linear: {out_features: 1}]");
        assertThat(PipelineTexts.problems(text)).singleElement().asString().contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BCELoss | model[0].Linear: BCELoss takes probabilities; end the model with Sigmoid",
                "FocalLoss: {alpha: -0.5} | alpha must be in [0, 1] or -1",
                "FocalLoss: {gamma: -1} | gamma: must be a number of 0 or more",
                "BCEWithLogitsLoss: {pos_weight: [1, 2]} | pos_weight holds 2 numbers, but the network has 1 outputs",
                "BCEWithLogitsLoss: {pos_weight: [x]} | pos_weight[0]: must be a number of 0 or more",
                "L1Loss | L1Loss predicts numbers, without classes",
            })
    void refusesALoss(String loss, String problem) {
        assertThat(PipelineTexts.problems(loss("{" + loss + (loss.contains(":") ? "}" : ": {}}"))))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    void refusesALossThatTheLastLayerDoesNotBelongTo() {
        assertThat(
                        PipelineTexts.problems(
                                loss("NLLLoss").replace("out_features: 1", "out_features: 2")))
                .singleElement()
                .asString()
                .contains("end the model with LogSoftmax");
        assertThat(PipelineTexts.problems(number(loss("{PoissonNLLLoss: {log_input: false}}"))))
                .singleElement()
                .asString()
                .contains("end the model with Softplus");
    }

    @Test
    void warnsOfASoftmaxBeforeALossThatHasOne() throws InvalidPipelineException {
        String text =
                loss("CrossEntropyLoss")
                        .replace("out_features: 1}", "out_features: 2}\n  - Softmax\n  - Identity");
        assertThat(PipelineTexts.parse(text).warnings())
                .singleElement()
                .asString()
                .startsWith("CrossEntropyLoss takes logits")
                .contains("leave out the Softmax");
        assertThat(PipelineTexts.parse(PipelineTexts.SMALL).warnings()).isEmpty();
    }

    private static Object regression(String loss) throws InvalidPipelineException {
        return PipelineTexts.parse(number(loss(loss))).loss();
    }

    private static String number(String text) {
        return text.replace(", classes: [cat, dog]", "");
    }

    private static String loss(String loss) {
        return PipelineTexts.smallWith("loss: BCEWithLogitsLoss", "loss: " + loss);
    }

    private static String model(String layers) {
        return PipelineTexts.smallWith("model:\n  - Linear: {out_features: 1}", "model: " + layers);
    }
}
