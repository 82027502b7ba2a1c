package dev.gradstream.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradstream.dashboard.Panel.Kind;
import dev.gradstream.dashboard.Panel.Option;
import java.util.List;

/**
 * One panel's JSON. Colours are Okabe's and Ito's, which the colour-blind tell apart; lines of
 * baselines are broken besides.
 */
final class PanelJson {
    static final String BLUE = "#0072B2";
    static final String ORANGE = "#E69F00";
    private static final String GREY = "#8C8C8C";
    private static final List<String> COLOURS =
            List.of(BLUE, ORANGE, "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#F0E442", GREY);

    private PanelJson() {}

    static void write(ObjectNode json, Panel panel) {
        json.put("type", panel.kind().word());
        json.put("title", panel.title());
        json.put("description", panel.description());
        targets(json.putArray("targets"), panel);
        fields(json.putObject("fieldConfig"), panel);
        options(json.putObject("options"), panel.kind());
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
        defaults.putObject("color").put("mode", "palette-classic");
        if (panel.kind() == Kind.TIMESERIES) {
            lines(defaults.putObject("custom"), panel);
        } else if (panel.kind() == Kind.TABLE) {
            ObjectNode custom = defaults.putObject("custom");
            custom.put("align", "auto").put("inspect", false);
            custom.putObject("cellOptions").put("type", "auto");
        }
        ArrayNode overrides = json.putArray("overrides");
        if (panel.kind() != Kind.TABLE) {
            colours(overrides, panel);
        }
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

    private static void colours(ArrayNode overrides, Panel panel) {
        int colour = 0;
        for (int i = 0; i < panel.queries().size(); i++) {
            Query query = panel.queries().get(i);
            if (query.names().isEmpty()) {
                String own = query.dashed() ? GREY : COLOURS.get(colour++ % COLOURS.size());
                style(overrides.addObject(), "byFrameRefID", refId(i), own, query.dashed());
            }
            for (int n = 0; n < query.names().size(); n++) {
                // After all colours have been used, they come again with broken lines.
                boolean dashed = query.dashed() || colour >= COLOURS.size();
                String own = COLOURS.get(colour++ % COLOURS.size());
                style(overrides.addObject(), "byName", query.names().get(n), own, dashed);
            }
        }
    }

    private static void style(
            ObjectNode override, String matcher, String series, String colour, boolean dashed) {
        override.putObject("matcher").put("id", matcher).put("options", series);
        ArrayNode properties = override.putArray("properties");
        properties
                .addObject()
                .put("id", "color")
                .putObject("value")
                .put("mode", "fixed")
                .put("fixedColor", colour);
        if (dashed) {
            ObjectNode style = properties.addObject().put("id", "custom.lineStyle");
            style.putObject("value").put("fill", "dash").putArray("dash").add(10).add(10);
        }
    }

    private static void options(ObjectNode options, Kind kind) {
        switch (kind) {
            case TIMESERIES -> {
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
                options.putObject("legend")
                        .put("displayMode", "list")
                        .put("placement", "bottom")
                        .put("showLegend", true)
                        .putArray("calcs");
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
            case TABLE ->
                    options.put("showHeader", true).put("cellHeight", "sm").put("frameIndex", 0);
        }
    }

    /** One row a model, one column a query. */
    private static void transformations(ArrayNode json, Panel panel) {
        json.addObject().put("id", "merge").putObject("options");
        ObjectNode organize = json.addObject().put("id", "organize").putObject("options");
        organize.putObject("excludeByName").put("Time", true);
        ObjectNode names = organize.putObject("renameByName");
        names.put("model", "Model");
        for (int i = 0; i < panel.queries().size(); i++) {
            names.put("Value #" + refId(i), panel.queries().get(i).legend());
        }
    }
}
