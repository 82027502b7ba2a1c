package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolvedPipelineTest {
    private static final String WITH_PASSWORD =
            PipelineTexts.smallWith(
                    "kafka: {bootstrap.servers: \"localhost:9092\"}",
                    """
                    kafka:
                      bootstrap.servers: ${SERVERS:-localhost:9092}
                      sasl.password: ${PASSWORD}""");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simple",
                "",
                " spaces around ",
                "colon: and # hash",
                "a\nb: [c, {d: e}]\n",
                "'single' and \"double\"",
                "${PASSWORD}",
                "$${NAME:-x} $",
                "${never closed",
                "{flow: [",
                "- item",
                "*alias &anchor !tag",
                "true",
                "1e-3",
                "null",
                "~",
                "\ttab\\backslash",
                "ключ 🔑",
                "\u0085",
                "next\u0085line",
                "line\u2028separator",
                "\uFEFFmark",
                "carriage\rreturn",
                "\u0001"
            })
    void parsesToTheSameWithoutAnyEnvironment(String password) throws InvalidPipelineException {
        Map<String, String> environment = Map.of("PASSWORD", password);
        Pipeline pipeline = PipelineFile.parse(WITH_PASSWORD, "f.yaml", environment);
        String resolved = PipelineFile.resolve(WITH_PASSWORD, "f.yaml", environment);

        assertThat(pipeline.kafka()).containsEntry("sasl.password", password);
        assertThat(PipelineTexts.parse(resolved)).isEqualTo(pipeline);
        assertThat(PipelineFile.resolve(resolved, "f.yaml", Map.of())).isEqualTo(resolved);
    }

    @Test
    void keepsTypesAndQuotedTexts() throws InvalidPipelineException {
        String text =
                PipelineTexts.smallWith("[cat, dog]", "[\"1\", 'true']")
                        + "training: {batch_size: \"${SIZE:-7}\", batch_timeout: \"${WAIT:-2s}\"}\n"
                        + "seed: ${SEED}\n";
        Map<String, String> environment = Map.of("SEED", "0x10", "WAIT", "");
        Pipeline pipeline = PipelineFile.parse(text, "f.yaml", environment);

        assertThat(pipeline.seed()).isEqualTo(16);
        assertThat(pipeline.training()).isEqualTo(new Pipeline.Training(7, 2000));
        assertThat(PipelineTexts.parse(PipelineFile.resolve(text, "f.yaml", environment)))
                .isEqualTo(pipeline);
    }

    @Test
    void aValueOfTheEnvironmentAddsNoStructure() throws InvalidPipelineException {
        Pipeline pipeline =
                PipelineFile.parse(
                        WITH_PASSWORD,
                        "f.yaml",
                        Map.of("PASSWORD", "x\nseed: 9", "SERVERS", "a:1}\nseed: 9"));

        assertThat(pipeline.seed()).isZero();
        assertThat(pipeline.kafka()).containsEntry("bootstrap.servers", "a:1}\nseed: 9");
    }

    @Test
    void resolvesNoFileWithProblems() {
        assertThatThrownBy(() -> PipelineFile.resolve("name: x", "f.yaml", Map.of()))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessageContaining("f.yaml:1: kafka: is missing");
    }

    @Test
    void readsNoFileThatIsTooLargeOrNoText(@TempDir Path folder) throws Exception {
        Path large =
                Files.write(folder.resolve("large.yaml"), new byte[PipelineFile.MAX_BYTES + 1]);
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', (byte) 0xE9});

        assertThatThrownBy(() -> PipelineFile.read(large))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessage(large + ":1: the file has more than 1048576 bytes");
        assertThatThrownBy(() -> PipelineFile.read(latin))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessage(latin + ":1: the file is not UTF-8; save it as UTF-8");
    }
}
