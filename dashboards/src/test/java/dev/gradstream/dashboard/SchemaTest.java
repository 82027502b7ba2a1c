package dev.gradstream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards by the schema that is derived from Grafana's own types, in src/test/grafana. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode dashboard(String name) throws Exception {
        return JSON.readTree(
                Files.readString(Path.of("grafana/dashboards/gradstream-" + name + ".json")));
    }

    private static JsonSchema schema() throws Exception {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
        try (InputStream in = SchemaTest.class.getResourceAsStream("/grafana-dashboard.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in, config);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "pipeline", "fleet"})
    void dashboardsAreValid(String name) throws Exception {
        assertThat(schema().validate(dashboard(name))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    # unknown properties
                    model | ''                                            | typo          | 1
                    model | /links/0                                      | typo          | 1
                    model | /templating/list/0                            | definition    | "up"
                    model | /templating/list/0/query                      | typo          | 1
                    model | /annotations/list/0                           | expr          | "up"
                    model | /annotations/list/0/target                    | typo          | 1
                    model | /panels/6                                     | typo          | 1
                    model | /panels/6/gridPos                             | typo          | 1
                    model | /panels/6/targets/0                           | query         | "up"
                    model | /panels/6/options/legend                      | typo          | 1
                    model | /panels/6/fieldConfig/defaults                | typo          | 1
                    model | /panels/6/fieldConfig/defaults/custom         | typo          | 1
                    model | /panels/6/fieldConfig/overrides/0/matcher     | typo          | 1
                    fleet | /panels/0/transformations/1/options           | typo          | {}
                    # values that are none of those there are
                    model | ''                                            | schemaVersion | 40
                    model | ''                                            | graphTooltip  | 3
                    model | /links/0                                      | type          | "dashboard"
                    model | /templating/list/0                            | refresh       | 7
                    model | /panels/0                                     | type          | "singlestat"
                    model | /panels/0/options                             | colorMode     | "text"
                    model | /panels/6/targets/0                           | editorMode    | "text"
                    fleet | /panels/0/targets/0                           | format        | "tables"
                    model | /panels/6/fieldConfig/defaults                | unit          | "seconds"
                    model | /panels/6/fieldConfig/defaults/custom         | drawStyle     | "lines"
                    model | /panels/6/fieldConfig/overrides/0/properties/0 | id           | "colour"
                    model | /panels/6/fieldConfig/overrides/0/properties/0/value | mode   | "palette"
                    fleet | /panels/0/transformations/0                   | id            | "join"
                    fleet | /panels/0/fieldConfig/overrides/1/properties/0/value/0 | type | "words"
                    # values of the wrong kind
                    model | ''                                            | editable      | "true"
                    model | ''                                            | panels        | {}
                    model | /panels/6                                     | id            | "seven"
                    model | /panels/6/fieldConfig/defaults/custom         | lineWidth     | "2"
                    model | /panels/6/targets/0                           | expr          | 1
                    # what another kind of panel has
                    model | /panels/6/options                             | colorMode     | "none"
                    model | /panels/0/options                             | showHeader    | true
                    fleet | /panels/0/options                             | legend        | {}
                    fleet | /panels/0/fieldConfig/defaults/custom         | drawStyle     | "line"
                    # what is needed
                    model | ''                                            | uid           |
                    model | /panels/0/options                             | reduceOptions |
                    model | /panels/6                                     | fieldConfig   |
                    model | /panels/6/targets/0                           | expr          |
                    model | /annotations/list/0                           | target        |
                    fleet | /panels/0/options                             | frameIndex    |
                    """)
    void whatGrafanaDoesNotKnowIsRefused(String name, String at, String key, String value)
            throws Exception {
        JsonNode wrong = dashboard(name);
        ObjectNode object = (ObjectNode) wrong.at(at);
        if (value == null) {
            object.remove(key);
        } else {
            object.set(key, JSON.readTree(value));
        }

        assertThat(schema().validate(wrong))
                .extracting(message -> message.getInstanceLocation().toString())
                .isNotEmpty()
                .allMatch(location -> location.startsWith(at));
    }

    @Test
    void theSchemaIsThatOfTheGrafanaThatIsShipped() throws Exception {
        String image =
                only(
                        "image: grafana/grafana:(\\S+)",
                        Files.readString(Path.of("../docker/compose.yaml")));
        String source = Files.readString(Path.of("src/test/grafana/package.json"));
        try (InputStream in = SchemaTest.class.getResourceAsStream("/grafana-dashboard.json")) {
            assertThat(JSON.readTree(in).get("title").asText())
                    .isEqualTo("Grafana " + image + ": Dashboard");
        }
        assertThat(only("\"@grafana/schema\": \"(.+)\"", source)).isEqualTo(image);
        assertThat(only("\"@grafana/data\": \"(.+)\"", source)).isEqualTo(image);
    }

    private static String only(String pattern, String text) {
        List<String> found =
                Pattern.compile(pattern).matcher(text).results().map(r -> r.group(1)).toList();
        assertThat(found).as(pattern).hasSize(1);
        return found.get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "pipeline", "fleet"})
    void panelsSayWhatTheyShowAndWhereItIsFrom(String name) throws Exception {
        for (JsonNode panel : dashboard(name).get("panels")) {
            assertThat(panel.get("title").asText()).isNotBlank();
            assertThat(panel.get("description").asText()).isNotBlank();
            assertThat(panel.get("targets")).isNotEmpty();
            for (JsonNode target : panel.get("targets")) {
                assertThat(target.get("expr").asText()).isNotBlank();
                assertThat(target.get("legendFormat").asText()).isNotBlank();
            }
        }
        String provisioned =
                only(
                        "uid: (\\S+)",
                        Files.readString(
                                Path.of("grafana/provisioning/datasources/prometheus.yml")));
        assertThat(dashboard(name).findValues("datasource"))
                .isNotEmpty()
                .allMatch(source -> source.get("uid").asText().equals(provisioned));
    }

    @Test
    void baselinesDifferFromTheModelAndFromEachOtherWithoutColour() throws Exception {
        int baselines = 0;
        for (JsonNode panel : dashboard("model").get("panels")) {
            Map<String, String> fills = new HashMap<>();
            for (JsonNode override : panel.at("/fieldConfig/overrides")) {
                for (JsonNode property : override.get("properties")) {
                    if (property.get("id").asText().equals("custom.lineStyle")) {
                        String query = override.at("/matcher/options").asText();
                        fills.put(query, property.at("/value/fill").asText());
                    }
                }
            }
            Set<String> ofBaselines = new HashSet<>();
            for (JsonNode target : panel.get("targets")) {
                if (target.get("expr").asText().contains("_baseline")) {
                    String fill = fills.get(target.get("refId").asText());
                    assertThat(fill).as(panel.get("title").asText()).isIn("dash", "dot");
                    assertThat(ofBaselines.add(fill)).as(panel.get("title").asText()).isTrue();
                    baselines++;
                }
            }
        }
        assertThat(baselines).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "pipeline", "fleet"})
    void panelsOverlapNowhereAndVariablesAreDeclared(String name) throws Exception {
        JsonNode dashboard = dashboard(name);
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            JsonNode at = panel.get("gridPos");
            for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
                for (int y = at.get("y").asInt();
                        y < at.get("y").asInt() + at.get("h").asInt();
                        y++) {
                    assertThat(x).isLessThan(24);
                    assertThat(cells.add(x + "," + y)).as(panel.get("title").asText()).isTrue();
                }
            }
        }
        Set<String> declared = new HashSet<>(Set.of("__rate_interval", "__all"));
        dashboard.at("/templating/list").forEach(v -> declared.add(v.get("name").asText()));
        Matcher used = Pattern.compile("\\$(\\w+)").matcher(dashboard.toString());
        while (used.find()) {
            assertThat(declared).contains(used.group(1));
        }
    }
}
