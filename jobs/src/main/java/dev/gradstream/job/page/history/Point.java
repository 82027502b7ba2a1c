package dev.gradstream.job.page.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One report on a curve.
 *
 * @param n the how manyth report it is, from 0
 * @param time when it was written, in epoch milliseconds
 * @param step optimizer steps taken
 * @param examples examples learnt from
 * @param versionBefore the last published version when the step was first reported; 0 before any
 * @param version the last published version; a test that completes the point names a later one
 * @param figures by name, as {@code validation.loss}; those of single classes are left out
 */
record Point(
        long n,
        long time,
        long step,
        long examples,
        long versionBefore,
        long version,
        Map<String, Double> figures) {
    /** Far more than any job reports: strangers may write to a topic. */
    static final int MOST_FIGURES = 200;

    private static final Set<String> NO_CURVES = Set.of("by_class", "confusion");
    private static final Set<String> NO_FIGURES =
            Set.of("step", "examples", "version", "event_time");

    Point {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /**
     * A later report of the same step, as that of a test: its figures, and those that it does not
     * have. It stays on the curve as long as the first.
     */
    Point completedBy(Point later) {
        Map<String, Double> both = new LinkedHashMap<>(figures);
        both.putAll(later.figures);
        return new Point(
                n, later.time, later.step, later.examples, versionBefore, later.version, both);
    }

    /**
     * @param report one that {@link History#isReport}
     */
    static Point of(long n, long time, JsonNode report) {
        long version = report.get("version").asLong();
        Map<String, Double> figures = new LinkedHashMap<>();
        report.properties()
                .forEach(
                        member -> {
                            if (!NO_FIGURES.contains(member.getKey())) {
                                collect(member.getKey(), member.getValue(), figures);
                            }
                        });
        return new Point(
                n,
                time,
                report.get("step").asLong(),
                report.get("examples").asLong(),
                version,
                version,
                figures);
    }

    private static void collect(String name, JsonNode value, Map<String, Double> into) {
        if (value.isNumber() && into.size() < MOST_FIGURES) {
            into.put(name, value.doubleValue());
        } else if (value.isObject()) {
            value.properties()
                    .forEach(
                            member -> {
                                if (!NO_CURVES.contains(member.getKey())) {
                                    collect(name + "." + member.getKey(), member.getValue(), into);
                                }
                            });
        }
    }
}
