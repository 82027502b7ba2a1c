package dev.gradstream.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradstream.dashboard.Panel.Kind;
import dev.gradstream.dashboard.Panel.Option;

/**
 * One panel's JSON. Colours are Okabe's and Ito's, which the colour-blind tell apart; lines of
 * baselines are broken or dotted besides.
 */
final class PanelJson {
    static final String BLUE = "#0072B2";
    static final String ORANGE = "#E69F00";
    static final String GREEN = "#009E73";
    static final String VERMILION = "#D55E00";
    static final String MODEL_COLUMN = "Model";

    private PanelJson() {}

    static void write(ObjectNode json, Panel panel) {
        json.put("type", panel.kind().word());
        json.put("title", panel.title());
        json.put("description", panel.description());
        targets(json.putArray("targets"), panel);
        fields(json.putObject("fieldConfig"), panel);
        options(json.putObject("options"), panel);
        if (panel.kind() == Kind.TABLE) {
            transformations(json.putArray("transformations"), panel);
        }
    }

    private static void targets(ArrayNode json, Panel panel) {
        for (int i = 0; i < panel.queries().size(); i++) {
            Query query = panel.queries().get(i);
            ObjectNode target = json.addObject();
            target.put("refId", refId(i));
            target.put("expr", query.expression());
            target.put("legendFormat", query.legend());
            target.put("editorMode", "code");
            target.put("range", panel.kind() == Kind.TIMESERIES);
            target.put("instant", panel.kind() != Kind.TIMESERIES);
            if (panel.kind() == Kind.TABLE) {
                target.put("format", "table");
            }
        }
    }

    static String refId(int query) {
        return Character.toString('A' + query);
    }

    private static void fields(ObjectNode json, Panel panel) {
        ObjectNode defaults = json.putObject("defaults");
        defaults.put("unit", panel.unit());
        // By name, a model keeps its colour when others come and go.
        defaults.putObject("color").put("mode", "palette-classic-by-name");
        if (panel.kind() == Kind.TIMESERIES) {
            lines(defaults.putObject("custom"), panel);
        } else if (panel.kind() == Kind.TABLE) {
            ObjectNode custom = defaults.putObject("custom");
            custom.put("align", "auto").put("inspect", false);
            custom.putObject("cellOptions").put("type", "auto");
        }
        OverridesJson.write(json.putArray("overrides"), panel);
    }

    private static void lines(ObjectNode custom, Panel panel) {
        boolean stacked = panel.options().contains(Option.STACKED);
        custom.put("drawStyle", "line");
        custom.put("lineWidth", 2);
        custom.put("fillOpacity", stacked ? 30 : 0);
        custom.put("showPoints", "never");
        custom.put("spanNulls", true);
        custom.putObject("stacking").put("mode", stacked ? "normal" : "none").put("group", "A");
        ObjectNode scale = custom.putObject("scaleDistribution");
        if (panel.options().contains(Option.LOGARITHMIC)) {
            scale.put("type", "log").put("log", 10);
        } else {
            scale.put("type", "linear");
        }
    }

    private static void options(ObjectNode options, Panel panel) {
        switch (panel.kind()) {
            case TIMESERIES -> {
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
                legend(options.putObject("legend"), panel.options().contains(Option.BY_MODEL));
            }
            case STAT -> {
                options.put("colorMode", "none").put("graphMode", "none").put("textMode", "auto");
                options.put("justifyMode", "auto").put("orientation", "auto");
                options.put("wideLayout", true).put("showPercentChange", false);
                options.put("percentChangeColorMode", "standard");
                options.putObject("reduceOptions")
                        .put("values", false)
                        .put("fields", "")
                        .putArray("calcs")
                        .add("lastNotNull");
            }
            case TABLE -> {
                options.put("showHeader", true).put("cellHeight", "sm").put("frameIndex", 0);
                // What somebody should look at comes first.
                options.putArray("sortBy")
                        .addObject()
                        .put("displayName", panel.queries().get(0).legend())
                        .put("desc", false);
            }
        }
    }

    private static void legend(ObjectNode legend, boolean byModel) {
        legend.put("showLegend", true);
        if (byModel) {
            // In the order in which the lines end, which tells them apart without colour.
            legend.put("displayMode", "table").put("placement", "right");
            legend.put("sortBy", "Last *").put("sortDesc", true);
            legend.putArray("calcs").add("lastNotNull");
        } else {
            legend.put("displayMode", "list").put("placement", "bottom").putArray("calcs");
        }
    }

    /** One row a model, one column a query. */
    private static void transformations(ArrayNode json, Panel panel) {
        json.addObject().put("id", "merge").putObject("options");
        ObjectNode organize = json.addObject().put("id", "organize").putObject("options");
        organize.putObject("excludeByName").put("Time", true);
        ObjectNode names = organize.putObject("renameByName");
        names.put("model", MODEL_COLUMN);
        for (int i = 0; i < panel.queries().size(); i++) {
            names.put("Value #" + refId(i), panel.queries().get(i).legend());
        }
    }
}
