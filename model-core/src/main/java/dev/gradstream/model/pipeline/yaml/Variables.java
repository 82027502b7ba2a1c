package dev.gradstream.model.pipeline.yaml;

import dev.gradstream.model.data.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables in a text: <code>${NAME}</code>, and <code>${NAME:-default}</code> where
 * the default stands in for a variable that is undefined or empty, as in a shell. <code>$${</code>
 * is a literal <code>${</code>. A variable's value is taken as it is.
 */
final class Variables {
    private static final String OPEN = "${";
    private static final String ESCAPED = "$${";
    private static final Pattern REFERENCE =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

    private final Map<String, String> environment;

    Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * A text after substitution.
     *
     * @param problems empty if every variable has a value
     */
    record Substituted(String text, List<String> problems) {}

    /** Whether the text holds anything to substitute. */
    static boolean concern(String text) {
        return text.contains(OPEN);
    }

    /** A text that stands for the given one. */
    static String escape(String text) {
        return text.replace(OPEN, ESCAPED);
    }

    Substituted substitute(String text) {
        StringBuilder result = new StringBuilder();
        List<String> problems = new ArrayList<>();
        int position = 0;
        while (position < text.length()) {
            if (text.startsWith(ESCAPED, position)) {
                result.append(OPEN);
                position += ESCAPED.length();
            } else if (text.startsWith(OPEN, position)) {
                int close = text.indexOf('}', position);
                if (close < 0) {
                    problems.add("${ is never closed; write ${NAME}, or $${ for the characters");
                    break;
                }
                result.append(value(text.substring(position + OPEN.length(), close), problems));
                position = close + 1;
            } else {
                result.append(text.charAt(position++));
            }
        }
        return new Substituted(result.toString(), List.copyOf(problems));
    }

    private String value(String reference, List<String> problems) {
        Matcher matcher = REFERENCE.matcher(reference);
        if (!matcher.matches()) {
            problems.add(
                    Excerpt.of(OPEN + reference + "}")
                            + " is no variable; write ${NAME} or ${NAME:-default}");
            return "";
        }
        String name = matcher.group(1);
        String fallback = matcher.group(2);
        if (fallback != null && fallback.contains(OPEN)) {
            problems.add("the default of ${" + name + "} cannot hold a variable itself");
            return "";
        }
        String value = environment.get(name);
        if (fallback != null) {
            return value == null || value.isEmpty() ? fallback : value;
        }
        if (value == null) {
            problems.add(
                    "the environment variable "
                            + name
                            + " is not defined; define it or write ${"
                            + name
                            + ":-default}");
            return "";
        }
        return value;
    }
}
