package dev.gradstream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards by the schema of those parts of Grafana's format that they use. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode dashboard(String name) throws Exception {
        return JSON.readTree(
                Files.readString(Path.of("grafana/dashboards/gradstream-" + name + ".json")));
    }

    private static JsonSchema schema() throws Exception {
        try (InputStream in = SchemaTest.class.getResourceAsStream("/grafana-dashboard.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "pipeline", "fleet"})
    void dashboardsAreValid(String name) throws Exception {
        assertThat(schema().validate(dashboard(name))).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsWrong() throws Exception {
        JsonNode wrong = dashboard("model");
        ((com.fasterxml.jackson.databind.node.ObjectNode) wrong.at("/panels/0")).put("typo", 1);

        assertThat(schema().validate(wrong)).hasSize(1);
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
