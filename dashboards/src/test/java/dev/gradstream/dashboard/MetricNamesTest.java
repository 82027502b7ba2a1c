package dev.gradstream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.operator.metric.MetricName;
import dev.gradstream.operator.metric.MetricName.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricNamesTest {
    private static final Pattern NAME = Pattern.compile("\\b(?:flink|gradstream)_[a-zA-Z0-9_]+");

    private static Set<String> known() {
        return Stream.concat(
                        Arrays.stream(MetricName.values()).map(MetricName::prometheus),
                        Arrays.stream(FlinkMetric.values()).map(FlinkMetric::prometheus))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> namedIn(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    @Test
    void whatDashboardsAndAlertsNameIsInTheCodeAndTheOtherWayRound() {
        Set<String> named = new TreeSet<>();
        GeneratedFiles.all()
                .forEach(
                        (path, text) -> {
                            if (path.startsWith("dashboards/")) {
                                named.addAll(namedIn(text));
                            }
                        });

        assertThat(named).isEqualTo(known());
    }

    @Test
    void theTestsOfAlertsNameEveryAlertAndNoUnknownMetric() throws Exception {
        String tests = Files.readString(Path.of("prometheus/tests/alerts_test.yml"));

        assertThat(known()).containsAll(namedIn(tests));
        for (AlertRule rule : AlertRule.values()) {
            String name = "alertname: " + rule.alertName() + "\n";
            assertThat(Pattern.compile(name).matcher(tests).results().count())
                    .as(rule.alertName() + ": once firing, once not")
                    .isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void namesAreUniqueAndAsPrometheusWantsThem() {
        Set<String> names = new TreeSet<>();
        for (MetricName name : MetricName.values()) {
            assertThat(names.add(name.prometheus())).as(name.prometheus()).isTrue();
            assertThat(name.prometheus()).matches("[a-z_]+");
            assertThat(name.description()).endsWith(".");
            if (name.prometheus().startsWith("gradstream_")) {
                assertThat(name.prometheus().endsWith("_total"))
                        .isEqualTo(name.kind() == Kind.COUNTER);
            }
        }
    }
}
