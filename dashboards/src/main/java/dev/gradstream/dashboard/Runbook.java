package dev.gradstream.dashboard;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code runbook.md}: what to do when an alert fires. */
final class Runbook {
    private static final String HEAD =
            """
            # What to do when an alert fires

            <!-- Made by dashboards/generate from AlertRule: change it there. -->

            | alert | | fires when, and for how long | look at |
            |---|---|---|---|
            """;

    private Runbook() {}

    static String text() {
        return HEAD + Stream.of(AlertRule.values()).map(Runbook::row).collect(Collectors.joining());
    }

    private static String row(AlertRule rule) {
        return "| `%s` | %s | `%s`, %s | %s |\n"
                .formatted(
                        rule.alertName(),
                        rule.severity().name().toLowerCase(Locale.ROOT),
                        rule.expression(),
                        rule.lasting(),
                        rule.runbook());
    }
}
