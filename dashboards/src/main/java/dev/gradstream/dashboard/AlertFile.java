package dev.gradstream.dashboard;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Locale;

/** {@code alerts.yml}, as Prometheus reads it. */
final class AlertFile {
    private AlertFile() {}

    static String text() {
        StringBuilder yaml = new StringBuilder();
        yaml.append(
                "# Made by dashboards/generate. What to do about each: dashboards/runbook.md\n");
        yaml.append("groups:\n  - name: gradstream\n    rules:\n");
        for (AlertRule rule : AlertRule.values()) {
            yaml.append("      - alert: ").append(rule.alertName()).append('\n');
            yaml.append("        expr: ").append(quoted(rule.expression())).append('\n');
            yaml.append("        for: ").append(rule.lasting()).append('\n');
            yaml.append("        labels: {severity: ")
                    .append(rule.severity().name().toLowerCase(Locale.ROOT))
                    .append("}\n");
            yaml.append("        annotations:\n");
            yaml.append("          summary: ").append(quoted(rule.summary())).append('\n');
            yaml.append("          runbook: ").append(quoted(rule.runbook())).append('\n');
        }
        return yaml.toString();
    }

    /** A JSON string is a YAML string too. */
    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
