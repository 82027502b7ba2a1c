package dev.gradstream.job.page;

import dev.gradstream.job.page.history.History;
import dev.gradstream.job.page.history.History.State;
import dev.gradstream.job.topic.TopicFollower;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The page as one file that needs no server: what stands on the topics now, written into it. */
public final class StaticPage {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\n");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export ");
    private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(Locale.UK);

    /** Nothing but what stands in the file. */
    private static final String POLICY =
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                    + " script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:\">\n";

    private StaticPage() {}

    /**
     * Reads the model's topics, which exist, and writes the page.
     *
     * @param clock tells when that was
     * @param tell is told if there is nothing to see
     * @return a document in HTML
     */
    public static String of(Pipeline pipeline, Clock clock, Consumer<String> tell)
            throws IOException {
        History history = new History(pipeline);
        PageTopics topics = new PageTopics(pipeline, history);
        try (TopicFollower follower =
                TopicFollower.fromBeginning(pipeline, PageTopics.names(pipeline))) {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            follower.drain(
                    record -> {
                        records.add(record);
                        if (records.size() == 500) {
                            topics.take(records);
                            records.clear();
                        }
                    });
            topics.take(records);
        }
        VersionWatch.look(
                pipeline,
                (versions, answers) -> {
                    history.versions(versions);
                    history.answers(answers);
                });
        if (!history.hasReports()) {
            tell.accept("no report stands on topic " + pipeline.topics().metrics() + " yet");
        }
        String time = TIME.format(clock.instant().atZone(ZoneId.systemDefault()));
        history.state(new State("report", "what the topics held on " + time));
        return document(history.everything());
    }

    static String document(String told) throws IOException {
        // In a script element only this could end it.
        String data = told.replace("<", "\\u003c");
        StringBuilder script = new StringBuilder();
        for (String module : PageFiles.MODULES) {
            String text = IMPORT.matcher(text(module)).replaceAll("");
            script.append(EXPORT.matcher(text).replaceAll("")).append('\n');
        }
        String chartLibrary = SOURCE_MAP.matcher(text(PageFiles.CHART_LIBRARY)).replaceAll("");
        return text(PageFiles.DOCUMENT)
                .replace("<title>", POLICY + "<title>")
                .replace(
                        "<link rel=\"stylesheet\" href=\"page.css\">",
                        "<style>\n" + text(PageFiles.STYLE) + "</style>")
                .replace(
                        "<script src=\"chart.js\"></script>",
                        "<script>\n" + chartLibrary + "\n</script>")
                .replace(
                        "<script type=\"module\" src=\"page.js\"></script>",
                        "<script type=\"application/json\" id=\"written\">"
                                + data
                                + "</script>\n<script type=\"module\">\n"
                                + script
                                + "</script>");
    }

    private static String text(String name) throws IOException {
        return new String(PageFiles.read(name).bytes(), StandardCharsets.UTF_8);
    }
}
