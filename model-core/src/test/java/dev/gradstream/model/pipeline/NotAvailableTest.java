package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the design names and this version lacks is refused by its name, never ignored. */
class NotAvailableTest {

    @Test
    void refusesASection() {
        String line = "drift: {detector: ADWIN, metric: loss, action: resume}";
        assertThat(PipelineTexts.problems(PipelineTexts.SMALL + line))
                .containsExactly(
                        "10: drift: is not available in this version; available here: name, kafka,"
                                + " topics, labels, features, target, model, loss, optimizer, lr_scheduler,"
                                + " clip_grad_value, clip_grad_norm, l1_penalty, freeze, init,"
                                + " seed, training, validation, test, early_stopping, snapshots");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`training: {parallelism: 2}` | a parallelism above 1 is",
                "`topics: {control: x}`     | topics.control: is",
                "`topics: {predictions: x}` | topics.predictions: is"
            })
    void refusesAKeyOrValueOfASection(String line, String refused) {
        assertThat(PipelineTexts.problems(PipelineTexts.SMALL + line))
                .hasSize(1)
                .first()
                .asString()
                .contains(refused + " not available in this version; available");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AdaptiveAvgPool1d",
                "AdaptiveAvgPool2d",
                "AvgPool1d",
                "AvgPool2d",
                "BatchNorm2d",
                "BatchNorm2d",
                "Bilinear",
                "CELU",
                "Conv1d",
                "Conv2d",
                "Conv3d",
                "ConvTranspose1d",
                "ConvTranspose2d",
                "Embedding",
                "EmbeddingBag",
                "GLU",
                "GRU",
                "GroupNorm",
                "Hardsigmoid",
                "Hardswish",
                "InstanceNorm1d",
                "LSTM",
                "LogSigmoid",
                "MaxPool1d",
                "MaxPool2d",
                "Mish",
                "MultiheadAttention",
                "PReLU",
                "RNN",
                "ReLU6",
                "SELU",
                "Sequential",
                "Softmin",
                "Softsign",
                "Tanhshrink",
                "Transformer",
                "TransformerDecoderLayer",
                "TransformerEncoder",
                "TransformerEncoderLayer",
                "Unflatten"
            })
    void refusesALayer(String name) {
        assertRefused(
                PipelineTexts.smallWith("- Linear: {out", "- " + name + "\n  - Linear: {out"),
                name);
        assertRefused(
                PipelineTexts.smallWith(
                        "- Linear: {out", "- " + name + ": {a: 1}\n  - Linear: {out"),
                name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GaussianNLLLoss",
                "KLDivLoss",
                "CTCLoss",
                "HingeEmbeddingLoss",
                "CosineEmbeddingLoss",
                "MarginRankingLoss",
                "MultiLabelMarginLoss",
                "MultiLabelSoftMarginLoss",
                "MultiMarginLoss",
                "SoftMarginLoss",
                "TripletMarginLoss"
            })
    void refusesALoss(String name) {
        assertRefused(PipelineTexts.smallWith("loss: BCEWithLogitsLoss", "loss: " + name), name);
        assertRefused(
                PipelineTexts.smallWith("loss: BCEWithLogitsLoss", "loss: {" + name + ": {d: 1}}"),
                name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAdam", "ASGD", "LBFGS", "Rprop", "SparseAdam"})
    void refusesAnOptimizer(String name) {
        assertRefused(PipelineTexts.smallWith("optimizer: SGD", "optimizer: " + name), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LambdaLR", "MultiplicativeLR"})
    void refusesAScheduler(String name) {
        assertRefused(PipelineTexts.SMALL + "lr_scheduler: " + name, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orthogonal", "trunc_normal", "eye", "dirac", "sparse"})
    void refusesAnInitialization(String name) {
        assertRefused(PipelineTexts.SMALL + "init: {\"0.*\": " + name + "}", name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loss: BCEWithLogitsLoss | loss: {BCEWithLogitsLoss: {weight: 2}} | weight",
                "loss: BCEWithLogitsLoss | loss: {BCEWithLogitsLoss: {reduction: sum}} | reduction",
                "optimizer: SGD | optimizer: {SGD: {maximize: true}} | maximize",
                "optimizer: SGD | optimizer: {Adam: {amsgrad: true}} | amsgrad",
                "{out_features: 1} | {out_features: 1, dtype: float64} | dtype"
            })
    void refusesAnArgument(String line, String replacement, String argument) {
        assertThat(PipelineTexts.problems(PipelineTexts.smallWith(line, replacement)))
                .hasSize(1)
                .first()
                .asString()
                .contains("." + argument + ": is not available in this version");
    }

    private static void assertRefused(String text, String name) {
        assertThat(PipelineTexts.problems(text))
                .hasSize(1)
                .first()
                .asString()
                .contains(name + " is not available in this version; available: ");
    }
}
