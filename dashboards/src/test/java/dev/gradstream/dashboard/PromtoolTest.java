package dev.gradstream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradstream.operator.metric.MetricName;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus itself says of the shipped files. */
class PromtoolTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check config prometheus/prometheus.yml",
                "check rules prometheus/alerts.yml",
                "test rules prometheus/tests/alerts_test.yml"
            })
    void filesAreSound(String arguments) throws Exception {
        assertSound(arguments);
    }

    @Test
    void theStateOfAModelIsThatOfItsLastMinutes(@TempDir Path folder) throws Exception {
        String stopped = MetricName.EARLY_STOPPED.prometheus();
        String tests =
                """
                evaluation_interval: 1m
                tests:
                  - interval: 1m
                    input_series:
                      - {series: 'gradstream_exporter_connected{model="learns"}', values: '1x60'}
                      - {series: 'gradstream_steps{model="learns"}', values: '0+10x60'}
                      - {series: '%1$s{model="learns",tm_id="a"}', values: '0x60'}
                      - {series: 'gradstream_exporter_connected{model="idle"}', values: '1x60'}
                      - {series: 'gradstream_steps{model="idle"}', values: '0+10x40 400x20'}
                      - {series: '%1$s{model="idle",tm_id="a"}', values: '0x60'}
                      - {series: 'gradstream_exporter_connected{model="new"}', values: '1x60'}
                      - {series: 'gradstream_exporter_connected{model="frozen"}', values: '1x60'}
                      - {series: 'gradstream_steps{model="frozen"}', values: '0+10x55 550x5'}
                      - {series: '%1$s{model="frozen",tm_id="a"}', values: '0x55 1x5'}
                      - {series: 'gradstream_exporter_connected{model="ended"}', values: '1x60'}
                      - {series: 'gradstream_steps{model="ended"}', values: '0+10x40 400x20'}
                      - {series: 'gradstream_early_stopped{model="ended"}', values: '0x40 1x20'}
                      - {series: '%1$s{model="ended",tm_id="a"}', values: '0x40 stale'}
                      - {series: 'gradstream_exporter_connected{model="begun anew"}', values: '1x60'}
                      - {series: 'gradstream_steps{model="begun anew"}', values: '0+10x60'}
                      - {series: 'gradstream_early_stopped{model="begun anew"}', values: '0x40 1x20'}
                      - {series: '%1$s{model="begun anew",tm_id="a"}', values: '0x60'}
                      - {series: 'gradstream_exporter_connected{model="stalled anew"}', values: '1x60'}
                      - {series: 'gradstream_steps{model="stalled anew"}', values: '0+10x40 400x20'}
                      - {series: 'gradstream_early_stopped{model="stalled anew"}', values: '0x5 1x55'}
                      - {series: '%1$s{model="stalled anew",tm_id="a"}', values: '0x60'}
                      - {series: 'gradstream_exporter_connected{model="reports seldom"}', values: '1x60'}
                      - {series: 'gradstream_steps{model="reports seldom"}', values: '10x60'}
                      - {series: '%3$s{model="reports seldom",tm_id="a"}', values: '0+1x60'}
                      - {series: 'gradstream_exporter_connected{model="blind"}', values: '1x50 0x10'}
                      - {series: 'gradstream_steps{model="blind"}', values: '0+10x60'}
                      - {series: '%1$s{model="exporter gone",tm_id="a"}', values: '0x60'}
                    promql_expr_test:
                      - expr: '%2$s'
                        eval_time: 60m
                        exp_samples:
                          - {labels: '{model="learns"}', value: 3}
                          - {labels: '{model="idle"}', value: 0}
                          - {labels: '{model="new"}', value: 0}
                          - {labels: '{model="frozen"}', value: 2}
                          - {labels: '{model="ended"}', value: 2}
                          - {labels: '{model="begun anew"}', value: 3}
                          - {labels: '{model="stalled anew"}', value: 0}
                          - {labels: '{model="reports seldom"}', value: 3}
                          - {labels: '{model="blind"}', value: 1}
                          - {labels: '{model="exporter gone"}', value: 1}
                """
                        .formatted(
                                stopped,
                                ModelState.expression().replace("$model", ".*"),
                                MetricName.STEPS.prometheus());

        assertSound("test rules " + Files.writeString(folder.resolve("state_test.yml"), tests));
        assertThat(ModelState.meanings().stream().map(meaning -> meaning.value() + meaning.word()))
                .containsExactly(
                        "0no steps for 10 min", "1exporter blind", "2stopped early", "3learning");
    }

    private static void assertSound(String arguments) throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
                "NOT RUN: promtool "
                        + arguments
                        + ", because there is none on the path; apt-get"
                        + " install prometheus");
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments.split(" ", -1)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }
}
