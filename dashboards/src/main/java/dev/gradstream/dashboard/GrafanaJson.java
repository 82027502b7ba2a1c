package dev.gradstream.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradstream.dashboard.Dashboard.Annotation;
import dev.gradstream.dashboard.Dashboard.Variable;
import java.io.UncheckedIOException;
import java.util.List;

/** A dashboard as Grafana 12 writes it; 11 reads it too. */
final class GrafanaJson {
    private static final int SCHEMA_VERSION = 41;
    private static final int COLUMNS = 24;
    private static final String DATASOURCE = "prometheus";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DefaultPrettyPrinter PRINTER =
            new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    private GrafanaJson() {}

    static String of(Dashboard dashboard) {
        ObjectNode root = JSON.createObjectNode();
        root.put("uid", dashboard.uid());
        root.put("title", dashboard.title());
        root.put("description", dashboard.description());
        root.putArray("tags").add("gradstream");
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("version", 1);
        root.put("editable", true);
        root.put("graphTooltip", 1);
        root.put("refresh", "5s");
        root.put("timezone", "browser");
        root.putObject("time").put("from", "now-30m").put("to", "now");
        ArrayNode links = root.putArray("links");
        links.addObject()
                .put("type", "dashboards")
                .put("title", "Gradstream")
                .put("icon", "dashboard")
                .put("tooltip", "")
                .put("url", "")
                .put("asDropdown", false)
                .put("includeVars", true)
                .put("keepTime", true)
                .put("targetBlank", false)
                .putArray("tags")
                .add("gradstream");
        ArrayNode annotations = root.putObject("annotations").putArray("list");
        dashboard.annotations().forEach(a -> annotation(annotations.addObject(), a));
        ArrayNode variables = root.putObject("templating").putArray("list");
        dashboard.variables().forEach(v -> variable(variables.addObject(), v));
        panels(root.putArray("panels"), dashboard.panels());
        try {
            return JSON.writer(PRINTER).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void datasource(ObjectNode of) {
        of.putObject("datasource").put("type", "prometheus").put("uid", DATASOURCE);
    }

    private static void annotation(ObjectNode json, Annotation annotation) {
        json.put("name", annotation.name());
        json.put("enable", true);
        json.put("hide", false);
        json.put("iconColor", annotation.colour());
        datasource(json);
        json.putObject("target")
                .put("refId", "Anno")
                .put("expr", annotation.expression())
                .put("range", true)
                .put("instant", false);
        json.put("useValueForTime", annotation.moment());
        json.put("titleFormat", annotation.title());
    }

    private static void variable(ObjectNode json, Variable variable) {
        json.put("name", variable.name());
        json.put("label", variable.label());
        json.put("type", "query");
        datasource(json);
        json.putObject("query").put("qryType", 1).put("query", variable.query()).put("refId", "V");
        // When the time range changes: models come and go.
        json.put("refresh", 2);
        json.put("sort", 1);
        json.put("multi", variable.several());
        json.put("includeAll", variable.several());
        if (variable.several()) {
            json.put("allValue", ".*");
            ObjectNode current = json.putObject("current");
            current.putArray("text").add("All");
            current.putArray("value").add("$__all");
        }
    }

    private static void panels(ArrayNode json, List<Panel> panels) {
        int x = 0;
        int y = 0;
        int rowHeight = 0;
        for (int i = 0; i < panels.size(); i++) {
            Panel panel = panels.get(i);
            if (x + panel.width() > COLUMNS || (rowHeight > 0 && panel.height() != rowHeight)) {
                x = 0;
                y += rowHeight;
            }
            ObjectNode node = json.addObject();
            node.put("id", i + 1);
            PanelJson.write(node, panel);
            datasource(node);
            node.putObject("gridPos")
                    .put("x", x)
                    .put("y", y)
                    .put("w", panel.width())
                    .put("h", panel.height());
            x += panel.width();
            rowHeight = panel.height();
        }
    }
}
