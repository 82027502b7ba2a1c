package dev.gradstream.dashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every file that is made from code, by its path in the repository. */
final class GeneratedFiles {
    private GeneratedFiles() {}

    static List<Dashboard> dashboards() {
        return List.of(ModelDashboard.get(), PipelineDashboard.get(), FleetDashboard.get());
    }

    static Map<String, String> all() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Dashboard dashboard : dashboards()) {
            files.put(
                    "dashboards/grafana/dashboards/" + dashboard.uid() + ".json",
                    GrafanaJson.of(dashboard));
        }
        files.put("dashboards/prometheus/alerts.yml", AlertFile.text());
        files.put("dashboards/runbook.md", Runbook.text());
        files.put("docs/metrics.md", MetricsPage.text());
        return files;
    }
}
