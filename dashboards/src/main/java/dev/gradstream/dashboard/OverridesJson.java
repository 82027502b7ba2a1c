package dev.gradstream.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradstream.dashboard.Panel.Kind;
import dev.gradstream.dashboard.Panel.Option;
import dev.gradstream.dashboard.Query.Line;
import dev.gradstream.dashboard.Query.Meaning;
import java.util.List;

/** In what the series of a panel differ, or the columns of a table. */
final class OverridesJson {
    private static final String GREY = "#8C8C8C";
    private static final List<String> COLOURS =
            List.of(
                    PanelJson.BLUE,
                    PanelJson.ORANGE,
                    PanelJson.GREEN,
                    "#CC79A7",
                    PanelJson.VERMILION,
                    "#56B4E9",
                    "#F0E442",
                    GREY);

    private final ArrayNode json;
    private int colour;

    private OverridesJson(ArrayNode json) {
        this.json = json;
    }

    static void write(ArrayNode json, Panel panel) {
        OverridesJson overrides = new OverridesJson(json);
        if (panel.kind() == Kind.TABLE) {
            overrides.modelColumn();
        }
        for (int i = 0; i < panel.queries().size(); i++) {
            overrides.query(panel, i);
        }
    }

    /** From a model in a table to its own dashboard. */
    private void modelColumn() {
        ObjectNode link =
                property(properties("byName", PanelJson.MODEL_COLUMN), "links").addObject();
        link.put("title", "How it learns");
        link.put("url", "/d/gradstream-model?var-model=${__value.raw}&${__url_time_range}");
    }

    private void query(Panel panel, int i) {
        Query query = panel.queries().get(i);
        if (panel.kind() == Kind.TABLE) {
            // Columns are merged by then, so that their titles alone tell them apart.
            values("byName", query.legend(), query);
        } else if (query.names().isEmpty()) {
            if (!panel.options().contains(Option.BY_MODEL)) {
                String own = query.line() == Line.SOLID ? next() : GREY;
                style(properties("byFrameRefID", PanelJson.refId(i)), own, query.line());
            }
            values("byFrameRefID", PanelJson.refId(i), query);
        }
        for (String series : query.names()) {
            // After all colours have been used, they come again with broken lines.
            Line line = colour >= COLOURS.size() ? Line.BROKEN : query.line();
            style(properties("byName", series), next(), line);
        }
    }

    private String next() {
        return COLOURS.get(colour++ % COLOURS.size());
    }

    private void values(String matcher, String of, Query query) {
        if (query.unit().isEmpty() && query.meanings().isEmpty()) {
            return;
        }
        ArrayNode properties = properties(matcher, of);
        query.unit().ifPresent(unit -> properties.addObject().put("id", "unit").put("value", unit));
        if (!query.meanings().isEmpty()) {
            meanings(properties, query.meanings(), matcher.equals("byName"));
        }
    }

    private static void meanings(ArrayNode properties, List<Meaning> meanings, boolean ofTable) {
        ObjectNode mapping = property(properties, "mappings").addObject();
        mapping.put("type", "value");
        ObjectNode words = mapping.putObject("options");
        for (int i = 0; i < meanings.size(); i++) {
            Meaning meaning = meanings.get(i);
            words.putObject(Integer.toString(meaning.value()))
                    .put("text", meaning.word())
                    .put("color", meaning.colour())
                    .put("index", i);
        }
        if (ofTable) {
            properties
                    .addObject()
                    .put("id", "custom.cellOptions")
                    .putObject("value")
                    .put("type", "color-text");
        }
    }

    private static void style(ArrayNode properties, String colour, Line line) {
        properties
                .addObject()
                .put("id", "color")
                .putObject("value")
                .put("mode", "fixed")
                .put("fixedColor", colour);
        if (line != Line.SOLID) {
            ObjectNode style = properties.addObject().put("id", "custom.lineStyle");
            style.putObject("value")
                    .put("fill", line == Line.BROKEN ? "dash" : "dot")
                    .putArray("dash")
                    .add(line == Line.BROKEN ? 10 : 0)
                    .add(10);
        }
    }

    private ArrayNode properties(String matcher, String of) {
        ObjectNode override = json.addObject();
        override.putObject("matcher").put("id", matcher).put("options", of);
        return override.putArray("properties");
    }

    private static ArrayNode property(ArrayNode properties, String id) {
        return properties.addObject().put("id", id).putArray("value");
    }
}
