package dev.gradstream.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON object as one level of names and values: {@code {"a":{"b":1}}} holds {@code a.b}. Names
 * keep their order.
 */
public final class FlatJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FlatJson() {}

    /**
     * Flattens the object that the bytes hold.
     *
     * @param bytes a record's value; null where it has none
     * @throws IOException if they hold anything else
     */
    public static Map<String, JsonNode> read(byte[] bytes) throws IOException {
        JsonNode root = bytes == null ? JSON.missingNode() : JSON.readTree(bytes);
        if (!root.isObject()) {
            throw new IOException("a JSON object belongs there");
        }
        Map<String, JsonNode> flat = new LinkedHashMap<>();
        flatten("", root, flat);
        return flat;
    }

    private static void flatten(String prefix, JsonNode object, Map<String, JsonNode> into) {
        object.properties()
                .forEach(
                        member -> {
                            String name = prefix + member.getKey();
                            if (member.getValue().isObject()) {
                                flatten(name + ".", member.getValue(), into);
                            } else {
                                into.put(name, member.getValue());
                            }
                        });
    }
}
