package dev.gradstream.model.graph;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of parameters, as {@code 0.weight}: a star stands for any characters, dots too, and for
 * none.
 *
 * @param text as {@code 0.*} or {@code *.bias}; not empty
 */
public record NamePattern(String text) {
    public NamePattern {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a pattern of parameter names cannot be empty");
        }
    }

    public boolean matches(String name) {
        return compiled().matcher(name).matches();
    }

    private Pattern compiled() {
        return Pattern.compile(
                Arrays.stream(text.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")));
    }

    @Override
    public String toString() {
        return text;
    }
}
