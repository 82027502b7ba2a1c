package dev.gradstream.job.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradstream.job.PipelineText;
import dev.gradstream.job.QuietListener;
import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.page.http.PageAddress;
import dev.gradstream.job.run.Circle;
import dev.gradstream.job.run.LocalTraining;
import dev.gradstream.job.topic.TopicFollower;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page as Chromium shows it, of jobs that really learn. Runs where Chromium is installed. */
final class LivePageITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PageAddress ANY = new PageAddress("localhost", OptionalInt.of(0));

    private static EmbeddedKafka kafka;

    @TempDir private Path folder;

    private Browser browser;

    @BeforeAll
    static void startBroker() throws IOException {
        if (!Browser.isInstalled()) {
            System.err.println(
                    "LivePageITCase does not run: chromium and chromedriver are not on the PATH."
                            + " Debian's packages chromium and chromium-driver bring them.");
        }
        assumeThat(Browser.isInstalled()).as("chromium and chromedriver are on the PATH").isTrue();
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stopBroker() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @BeforeEach
    void startBrowser() throws IOException {
        browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
        browser.size(1320, 1400).scheme("light");
    }

    @AfterEach
    void stopBrowser() {
        browser.close();
    }

    @Test
    void itShowsWhatTheTopicsHoldAndSoDoesTheReport() throws Exception {
        PipelineText text = circle("shown");
        Pipeline pipeline = text.get();
        try (LivePage page = LivePage.start(pipeline, ANY)) {
            browser.open(page.address());
            browser.awaitText("#state-word", "Learning"::equals);
            assertThat(browser.text("#model")).isEqualTo("shown");

            train(text);
            page.ended("It is over.");

            browser.awaitText("#state-word", "Ended"::equals);
            browser.awaitText("#figure-version", "3"::equals);
            assertEqualsTopics(pipeline);
            assertThat(browser.texts("#chapters .what"))
                    .anyMatch(chapter -> chapter.startsWith("Version 1 published"));
            assertThat(browser.complaints()).isEmpty();
            screenshots("live");
            browser.size(1320, 1400).scheme("light");
            assertTheKeyboardReachesEverything();
        }
        assertThat(browser.text("#state-word")).isEqualTo("Ended");

        Path report = folder.resolve("report.html");
        Files.writeString(report, StaticPage.of(pipeline, Clock.systemUTC(), told -> {}));
        browser.complaints();
        browser.open(report.toUri());
        browser.awaitText("#state-word", "Report"::equals);
        assertEqualsTopics(pipeline);
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.violations()).isEmpty();
        browser.screenshot("report");
    }

    @Test
    void itChangesWithoutBeingAskedTo() throws Exception {
        Pipeline pipeline = circle("moving").get();
        try (LivePage page = LivePage.start(pipeline, ANY);
                ModelWriter model = new ModelWriter(pipeline)) {
            browser.open(page.address());
            model.report(10, 0.5);
            browser.awaitText("#figure-training-loss", "0.5000"::equals);
            model.metrics("{\"step\":10,\"examples\":320,\"version\":1,\"test\":{\"loss\":0.25}}");
            browser.awaitText("#chapters .what", text -> text.contains("Version 1 published"));
            Object before = canvas();

            model.report(20, 0.25);

            browser.awaitText("#figure-training-loss", "0.2500"::equals);
            assertThat(browser.text("#figure-step")).isEqualTo("20");
            assertThat(canvas()).isNotEqualTo(before);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void itGoesOnAfterTheServerWasGone() throws Exception {
        Pipeline pipeline = circle("back").get();
        try (ModelWriter model = new ModelWriter(pipeline)) {
            URI address;
            try (LivePage page = LivePage.start(pipeline, ANY)) {
                address = page.address();
                browser.open(address);
                model.report(10, 0.5);
                browser.awaitText("#figure-training-loss", "0.5000"::equals);
            }
            browser.awaitText("#state-word", "Connection lost"::equals);
            PageAddress same = new PageAddress("localhost", OptionalInt.of(address.getPort()));
            try (LivePage page = LivePage.start(pipeline, same)) {
                browser.awaitText("#state-word", "Learning"::equals);
                model.report(30, 0.125);
                browser.awaitText("#figure-training-loss", "0.1250"::equals);
                assertThat(page.address()).isEqualTo(address);
            }
        }
    }

    @Test
    void oneTooManyIsToldSoAndComesInWhenThereIsRoom() throws Exception {
        Pipeline pipeline = circle("crowded").get();
        try (LivePage page = LivePage.start(pipeline, ANY);
                ModelWriter model = new ModelWriter(pipeline)) {
            List<Socket> others = listenUntilFull(page.address());
            browser.open(page.address());
            browser.awaitText("#state-text", text -> text.startsWith("Too many are watching"));

            for (Socket other : others) {
                other.close();
            }

            await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> {
                                // Who has gone is found out when there is something to tell.
                                model.report(10, 0.5);
                                return browser.text("#state-word").equals("Learning");
                            });
            browser.awaitText("#figure-training-loss", "0.5000"::equals);
            assertThat(browser.text("#state-text")).isEmpty();
        }
    }

    private static List<Socket> listenUntilFull(URI address) throws IOException {
        List<Socket> listeners = new ArrayList<>();
        String status;
        do {
            Socket socket = new Socket(address.getHost(), address.getPort());
            listeners.add(socket);
            String request =
                    "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n"
                            .formatted(LivePage.EVENTS, address.getAuthority());
            socket.getOutputStream().write(request.getBytes(UTF_8));
            status =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))
                            .readLine();
        } while (status.contains(" 200 "));
        assertThat(status).contains(" 503 ");
        return listeners;
    }

    @Test
    void tenThousandReportsDoNotMakeItGrow() throws Exception {
        Pipeline pipeline = circle("long").get();
        try (LivePage page = LivePage.start(pipeline, ANY);
                ModelWriter model = new ModelWriter(pipeline)) {
            browser.open(page.address());
            sendReports(model, 0, 2_000);
            long afterTwoThousand = browser.heap();
            sendReports(model, 2_000, 12_000);
            long afterTwelveThousand = browser.heap();
            System.out.printf(
                    Locale.ROOT,
                    "heap of the page: %,d bytes after 2,000 reports, %,d after 12,000%n",
                    afterTwoThousand,
                    afterTwelveThousand);

            assertThat(afterTwelveThousand).isLessThan(afterTwoThousand + (1 << 20));
            assertThat(browser.text("#stride")).isEqualTo("16th");
            assertThat(browser.complaints()).isEmpty();
            browser.screenshot("twelve-thousand-reports");
        }
    }

    @Test
    void whatAStrangerWritesIsTextAndNothingElse() throws Exception {
        Pipeline pipeline = circle("stranger").get();
        String evil = "<img src=x onerror=alert(1)></script><script>alert(1)</script>";
        try (LivePage page = LivePage.start(pipeline, ANY);
                ModelWriter model = new ModelWriter(pipeline)) {
            browser.open(page.address());
            model.metrics("no report at all");
            model.report(10, 0.5);
            model.signal(
                    JSON.writeValueAsString(
                            Map.of("step", 10, "signal", "drift", "message", evil)));

            browser.awaitText("#chapters .words", evil::equals);
            assertThat(browser.run("return document.querySelectorAll('img').length")).isEqualTo(0L);
            assertThat(browser.complaints()).isEmpty();
        }
        Path report = folder.resolve("report.html");
        Files.writeString(report, StaticPage.of(pipeline, Clock.systemUTC(), told -> {}));
        browser.open(report.toUri());
        browser.awaitText("#chapters .words", evil::equals);
    }

    private void train(PipelineText text) throws Exception {
        try (LocalTraining training = new LocalTraining(text, new QuietListener())) {
            training.run(Circle.input(Circle.records(4000)), Optional.empty(), folder);
        }
    }

    /** Every number that is shown, against a reader of its own. */
    private void assertEqualsTopics(Pipeline pipeline) throws IOException {
        List<JsonNode> reports = reports(pipeline);
        JsonNode last = reports.get(reports.size() - 1);
        assertThat(browser.value("#figure-step")).isEqualTo(last.get("step").asDouble());
        assertThat(browser.value("#figure-examples")).isEqualTo(last.get("examples").asDouble());
        for (String split : List.of("training", "validation")) {
            double loss = last.at("/" + split + "/loss").asDouble();
            double accuracy = last.at("/" + split + "/accuracy").asDouble();
            String shown = "#figure-" + split + "-loss";
            assertThat(browser.value(shown)).isEqualTo(loss);
            assertThat(browser.text(shown)).isEqualTo(String.format(Locale.ROOT, "%.4f", loss));
            assertThat(browser.value("#note-" + split + "-loss")).isEqualTo(accuracy);
        }
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
        int rows = reports.size();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> browser.texts("#loss tbody tr").size() == rows);
        for (int row = 0; row < rows; row++) {
            JsonNode report = reports.get(rows - 1 - row);
            String cell = "#loss tbody tr:nth-child(" + (row + 1) + ") td:nth-child(";
            assertThat(browser.value(cell + "2)"))
                    .isEqualTo(report.at("/training/loss").asDouble());
            assertThat(browser.value(cell + "3)"))
                    .isEqualTo(report.at("/validation/loss").asDouble());
        }
        browser.run("document.querySelectorAll('details').forEach(d => d.open = false)");
        JsonNode confusion = last.at("/validation/confusion");
        assertThat(browser.texts("#confusion tbody tr"))
                .containsExactly(
                        "no " + confusion.at("/no/no") + " " + confusion.at("/no/yes"),
                        "yes " + confusion.at("/yes/no") + " " + confusion.at("/yes/yes"));
        assertThat(browser.value("#classes tbody tr:nth-child(2) td:nth-child(4)"))
                .isEqualTo(last.at("/validation/by_class/yes/f1").asDouble());
        assertThat(browser.texts("#versions tbody th")).containsExactly("3", "2", "1");
        assertThat(browser.texts("#answers tbody tr")).hasSize(8);
        assertThat(browser.text("#answers-note"))
                .isEqualTo("version 3 on examples that it never learns from");
    }

    private void assertTheKeyboardReachesEverything() {
        browser.run("document.activeElement.blur(); scrollTo(0, 0)");
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            browser.press(Keys.TAB);
            reached.add(browser.focused());
        }
        assertThat(reached)
                .startsWith("A Skip to the figures", "SUMMARY Loss as a table")
                .contains("DIV Story, the latest first", "metric-choice", "DIV Versions");
        browser.run("document.querySelector('#metric-choice').focus()");
        String before = browser.text("#metric-title");
        browser.press(Keys.ARROW_DOWN);
        browser.awaitText("#metric-title", title -> !title.equals(before));
        browser.run("document.querySelector('#loss summary').focus()");
        browser.press(Keys.ENTER);
        assertThat(browser.run("return document.querySelector('#loss details').open"))
                .isEqualTo(true);
        browser.press(Keys.ENTER);
    }

    private void screenshots(String name) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            browser.size(1320, 1400).scheme(scheme);
            assertThat(browser.violations()).as(scheme).isEmpty();
            assertThat(
                            browser.run(
                                    "const at = document.querySelector('#classes .scroll');"
                                            + "return at.scrollWidth <= at.clientWidth"))
                    .as("no figure of a class is cut off")
                    .isEqualTo(true);
            browser.screenshot(name + "-" + scheme);
            browser.size(390, 2600);
            assertThat(browser.violations()).as(scheme + " and narrow").isEmpty();
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .as("nothing stands out of a narrow screen")
                    .isEqualTo(390L);
            browser.screenshot(name + "-" + scheme + "-narrow");
        }
    }

    private Object canvas() {
        return browser.run("return document.querySelector('#loss canvas').toDataURL()");
    }

    private static List<JsonNode> reports(Pipeline pipeline) throws IOException {
        List<byte[]> values = new ArrayList<>();
        try (TopicFollower follower =
                TopicFollower.fromBeginning(pipeline, List.of(pipeline.topics().metrics()))) {
            follower.drain(record -> values.add(record.value()));
        }
        List<JsonNode> reports = new ArrayList<>();
        for (byte[] value : values) {
            reports.add(JSON.readTree(value));
        }
        return reports;
    }

    private void sendReports(ModelWriter model, int from, int to) throws Exception {
        model.reports(from, to);
        String last = String.format(Locale.US, "%,d", 10L * to);
        browser.awaitText("#figure-step", last::equals);
    }

    private static PipelineText circle(String name) throws Exception {
        return PipelineText.of(
                """
                name: %s
                kafka: {bootstrap.servers: %s}
                features: {format: json, key: id, columns: [x, y], scaling: standard}
                target: {column: inside, classes: ["no", "yes"]}
                model:
                  - Linear: {out_features: 16}
                  - Tanh
                  - Linear: {out_features: 1}
                loss: BCEWithLogitsLoss
                optimizer: {Adam: {lr: 0.02}}
                lr_scheduler: {StepLR: {step_size: 50, gamma: 0.5}}
                training: {batch_size: 32, batch_timeout: 0s}
                validation:
                  fraction: 0.1
                  every: 5 batches
                  metrics: [accuracy, f1_macro, roc_auc, by_class, confusion]
                snapshots: {every: 50 batches, delivery: exactly_once}
                """
                        .formatted(name, kafka.bootstrapServers()),
                "test.yaml",
                Map.of());
    }
}
