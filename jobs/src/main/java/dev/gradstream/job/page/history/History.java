package dev.gradstream.job.page.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradstream.job.report.Refusals;
import dev.gradstream.job.report.SignalReport;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;

/**
 * All that a page tells of a model. Its size has a bound, however long the model learns. Not
 * thread-safe.
 *
 * <p>What is taken in is told once by {@link #changes}, and from then on as a part of {@link
 * #everything}. Both are JSON objects of one form, in one line; of changes only what changed.
 */
public final class History {
    /** Signals that are kept, the latest. */
    static final int MOST_CHAPTERS = 200;

    /** Reasons of refusals that are told, the most frequent. */
    static final int MOST_REASONS = 10;

    private static final String TRAINING = "training";

    /** What a report has at least, whole numbers. */
    private static final Set<String> NUMBERED = Set.of("step", "examples", "version");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final About about;
    private final Curve curve = new Curve();
    private final Deque<Chapter> story = new ArrayDeque<>();
    private final Refusals refusals = new Refusals();
    private long reports;
    private Optional<Latest> latest = Optional.empty();

    /** The last report of training, where it is later than the latest: a test may complete it. */
    private Optional<byte[]> passedOver = Optional.empty();

    private List<Version> versions = List.of();
    private Answers answers = Answers.none("No version is published yet.");
    private State state = State.LEARNING;

    private final List<Point> newPoints = new ArrayList<>();
    private final List<Chapter> newChapters = new ArrayList<>();
    private final Map<String, Object> changed = new LinkedHashMap<>();
    private boolean reported;

    /**
     * The last report as it stands on the topic; if that is of a test, with the one before it.
     *
     * @param time when it was written, in epoch milliseconds
     */
    private record Latest(long time, JsonNode report) {}

    public History(Pipeline pipeline) {
        about = About.of(pipeline);
    }

    /** How a job is. */
    public record State(String word, String text) {
        public static final State LEARNING = new State("learning", "");

        /** The topics cannot be read, and how the job is nobody knows. */
        public static final State STALE =
                new State(
                        "stale",
                        "The topics cannot be read; trying again. What is shown may be old.");

        /** Of a job that is over. */
        public static final String INCOMPLETE =
                "The topics could not be read to their end: what is shown may be old.";
    }

    /**
     * Takes in a record of the metrics topic.
     *
     * @param time of the record, in epoch milliseconds
     * @param last whether no other is there yet; one that is not, is not on the curve and does not
     *     follow one that is, is counted, and read only when a test completes it
     * @throws IOException if it is no report
     */
    public void report(long time, byte[] json, boolean last) throws IOException {
        long n = reports++;
        // A test's report follows that of the same step, and completes it.
        boolean mayComplete = curve.wants(n - 1);
        if (!last && !curve.wants(n) && !mayComplete) {
            if (isOfTraining(json)) {
                passedOver = Optional.of(json);
            }
            return;
        }
        JsonNode report = read(json);
        Optional<byte[]> before = passedOver;
        passedOver = Optional.empty();
        JsonNode completed = completed(report, before);
        if (curve.wants(n) || (mayComplete && curve.endsAt(report.get("step").asLong()))) {
            Point point = Point.of(n, time, report);
            curve.add(point);
            newPoints.add(point);
        }
        latest = Optional.of(new Latest(time, completed));
        reported = true;
    }

    /** Reads no further than it must: there are many reports. */
    private static boolean isOfTraining(byte[] json) throws IOException {
        if (json == null) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            Set<String> numbers = new HashSet<>();
            String name = parser.nextFieldName();
            while (name != null && !name.equals(TRAINING)) {
                if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                    numbers.add(name);
                }
                parser.skipChildren();
                name = parser.nextFieldName();
            }
            return name != null && numbers.containsAll(NUMBERED);
        }
    }

    private static JsonNode read(byte[] json) throws IOException {
        JsonNode report = json == null ? JSON.missingNode() : JSON.readTree(json);
        if (!isReport(report)) {
            throw new IOException("a report names its step, examples and version");
        }
        return report;
    }

    /** A test's report says nothing of training: what was said of that stays. */
    private JsonNode completed(JsonNode report, Optional<byte[]> before) throws IOException {
        if (report.has(TRAINING) || (before.isEmpty() && latest.isEmpty())) {
            return report;
        }
        ObjectNode both =
                before.isPresent()
                        ? (ObjectNode) read(before.get())
                        : latest.get().report().deepCopy();
        report.properties().forEach(member -> both.set(member.getKey(), member.getValue()));
        return both;
    }

    private static boolean isReport(JsonNode report) {
        return NUMBERED.stream().allMatch(name -> report.path(name).isIntegralNumber());
    }

    /** Whether there was a report. */
    public boolean hasReports() {
        return latest.isPresent();
    }

    /** The last published version that a report named; 0 before any. */
    public long reportedVersion() {
        return latest.map(l -> l.report().get("version").asLong()).orElse(0L);
    }

    /**
     * Takes in a record of the signals topic.
     *
     * @param time of the record, in epoch milliseconds
     * @throws IOException if it is no signal
     */
    public void signal(long time, byte[] json) throws IOException {
        Chapter chapter = Chapter.of(time, SignalReport.read(json));
        story.addLast(chapter);
        newChapters.add(chapter);
        if (story.size() > MOST_CHAPTERS) {
            story.removeFirst();
        }
    }

    /** Takes in a dead letter. */
    public void refusal(Headers headers) {
        refusals.add(headers);
        changed.put("refusals", refusals());
    }

    /** Takes in what stands on the snapshots topic now. */
    public void versions(List<Version> standing) {
        versions = List.copyOf(standing);
        changed.put("versions", versions);
    }

    /** Takes in what the newest version says. */
    public void answers(Answers given) {
        answers = given;
        changed.put("answers", answers);
    }

    /** The job is something else from now on. */
    public void state(State now) {
        state = now;
        changed.put("state", state);
    }

    private Map<String, Object> refusals() {
        return Map.of(
                "count",
                refusals.count(),
                "reasons",
                refusals.byFrequency().stream().limit(MOST_REASONS).toList());
    }

    /** What was taken in since the last call; empty if that is nothing. */
    public Optional<String> changes() {
        Map<String, Object> told = new LinkedHashMap<>();
        if (reported) {
            told.put("stride", curve.stride());
            told.put("points", List.copyOf(newPoints));
            told.put("latest", latest.orElseThrow());
            reported = false;
        }
        if (!newChapters.isEmpty()) {
            told.put("story", List.copyOf(newChapters));
        }
        told.putAll(changed);
        newPoints.clear();
        newChapters.clear();
        changed.clear();
        return told.isEmpty() ? Optional.empty() : Optional.of(json(told));
    }

    /** All of it. */
    public String everything() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("about", about);
        told.put("stride", curve.stride());
        told.put("points", curve.points());
        latest.ifPresent(l -> told.put("latest", l));
        told.put("story", story);
        told.put("refusals", refusals());
        told.put("versions", versions);
        told.put("answers", answers);
        told.put("state", state);
        return json(told);
    }

    private static String json(Map<String, Object> told) {
        try {
            return JSON.writeValueAsString(told);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
