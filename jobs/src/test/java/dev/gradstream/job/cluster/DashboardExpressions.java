package dev.gradstream.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradstream.dashboard.AlertRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the shipped dashboards and alerts ask Prometheus, by who asks. */
final class DashboardExpressions {
    private static final Path FOLDER = Path.of("../dashboards/grafana/dashboards");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    private DashboardExpressions() {}

    /** Labels whose values are asked for, by who asks: series and label. */
    static Map<String, List<String>> variables() throws IOException {
        Map<String, List<String>> variables = new LinkedHashMap<>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode variable : dashboard.at("/templating/list")) {
                Matcher query = LABEL_VALUES.matcher(variable.at("/query/query").asText());
                if (!query.matches()) {
                    throw new IOException(variable + " is no label_values");
                }
                variables.put(
                        dashboard.get("title").asText() + ": $" + variable.get("name").asText(),
                        List.of(chosen(query.group(1)), query.group(2)));
            }
        }
        return variables;
    }

    /** Expressions by who asks. Of annotations and alerts, what is watched, fired or not. */
    static Map<String, String> all() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (JsonNode dashboard : dashboards()) {
            String title = dashboard.get("title").asText() + ": ";
            for (JsonNode panel : dashboard.get("panels")) {
                for (JsonNode target : panel.get("targets")) {
                    all.put(
                            title
                                    + panel.get("title").asText()
                                    + " "
                                    + target.get("refId").asText(),
                            chosen(target.get("expr").asText()));
                }
            }
            for (JsonNode annotation : dashboard.at("/annotations/list")) {
                all.put(
                        title + annotation.get("name").asText(),
                        chosen(annotation.at("/target/expr").asText().replace(" > 0", "")));
            }
        }
        for (AlertRule rule : AlertRule.values()) {
            all.put(rule.alertName(), rule.value());
        }
        return all;
    }

    private static List<JsonNode> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<JsonNode> dashboards = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                dashboards.add(JSON.readTree(Files.readString(file)));
            }
            return dashboards;
        }
    }

    /** As Grafana fills variables in, with all models and jobs chosen. */
    private static String chosen(String expression) {
        return expression
                .replace("$__rate_interval", "30s")
                .replace("$model", ".*")
                .replace("$job", ".*")
                .replace("$metric", "accuracy");
    }
}
