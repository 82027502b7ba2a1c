package dev.gradstream.job.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.page.history.Answers;
import dev.gradstream.job.page.history.History;
import dev.gradstream.job.page.history.History.State;
import dev.gradstream.job.page.history.Version;
import dev.gradstream.job.run.Circle;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Chromium shows of a history, without a job. Runs where Chromium is installed. */
final class StaticPageITCase {
    @TempDir private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void startBrowser() throws IOException {
        assumeThat(Browser.isInstalled()).as("chromium and chromedriver are on the PATH").isTrue();
        browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
        browser.size(1320, 1400).scheme("light");
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void itSaysThatItIsOutOfDateAndShowsBaselinesAndTests() throws Exception {
        History history = new History(circle(text -> text + "test: {fraction: 0.1}\n"));
        String split = "\"loss\":0.5,\"accuracy\":0.75";
        history.report(
                1,
                ("{\"step\":10,\"examples\":320,\"version\":1,\"training\":{"
                                + split
                                + "},\"baseline\":{\"majority\":{\"accuracy\":0.5,\"loss\":0.6875}}}")
                        .getBytes(UTF_8),
                true);
        history.report(
                2,
                ("{\"step\":10,\"examples\":320,\"version\":1,\"test\":{" + split + "}}")
                        .getBytes(UTF_8),
                true);
        history.state(State.STALE);
        show(history);

        browser.awaitText("#state[role=status] #state-word", "Out of date"::equals);
        assertThat(browser.text("#state-text")).isEqualTo(State.STALE.text());
        assertThat(browser.texts("#loss .legend li"))
                .containsExactly("training", "test", "baseline majority");
        assertThat(browser.value("#loss tbody td:nth-child(4)")).isEqualTo(0.6875);
        assertThat(browser.value("#figure-test-loss")).isEqualTo(0.5);
        assertThat(browser.text("#note-test-loss")).isEqualTo("Accuracy 75.0 %");
        assertThat(browser.run("return document.querySelector('#loss .plot').dataset.empty"))
                .isEqualTo("false");
        assertThat(browser.violations()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void itHasNoPlaceForWhatThePipelineDoesNotMeasure() throws Exception {
        History history = new History(circle(text -> text.replaceAll("validation: .*", "")));
        history.answers(Answers.none("This is a rather long sentence on why. ".repeat(5)));
        show(history);

        browser.awaitText("#model", "circle"::equals);
        assertThat(browser.texts("#figures dt"))
                .filteredOn(name -> !name.isEmpty())
                .containsExactly("Step", "Examples", "Training loss", "Version", "Refused");
        assertThat(
                        browser.run(
                                "const at = document.querySelector('#answers .scroll');"
                                        + "return at.scrollWidth <= at.clientWidth"))
                .as("the sentence is not cut off")
                .isEqualTo(true);
        assertThat(browser.texts("section > .head h2"))
                .filteredOn(name -> !name.isEmpty())
                .containsExactly(
                        "Loss",
                        "Story",
                        "Metric",
                        "Latest predictions",
                        "Throughput",
                        "Learning rate",
                        "Versions",
                        "Refused records");
        assertThat(browser.run("return document.querySelector('#loss .plot').dataset.empty"))
                .isEqualTo("true");
    }

    @Test
    void aLossThatIsNoNumberIsNotHiddenBehindAnEarlierOne() throws Exception {
        History history = new History(circle(text -> text));
        history.report(1, report(10, 0, "0.5", 320, 0), true);
        history.report(2, report(20, 0, "null", 0, 10), true);
        show(history);

        browser.awaitText("#figure-step", "20"::equals);
        assertThat(browser.text("#figure-training-loss")).isEqualTo("–");
        assertThat(browser.text("#figure-validation-loss")).isEqualTo("–");

        history.report(3, report(30, 0, "0.25", 320, 0), true);
        history.report(4, report(40, 0, "null", 0, 0), true);
        show(history);

        browser.awaitText("#figure-step", "40"::equals);
        assertThat(browser.value("#figure-training-loss"))
                .as("nothing was measured since the report before")
                .isEqualTo(0.25);
        assertThat(browser.text("#figure-validation-loss")).isEqualTo("–");
    }

    @Test
    void aVersionThatStoodBeforeIsNotToldAsPublished() throws Exception {
        History history = new History(circle(text -> text));
        history.versions(List.of(new Version(40, 1, "00", Map.of("step", "9"))));
        show(history);

        browser.awaitText("#figure-version", "40"::equals);
        assertThat(browser.texts("#chapters li")).containsExactly("Nothing has happened yet.");

        history.report(1, report(10, 40, "0.5", 320, 0), true);
        String test = "{\"step\":10,\"examples\":320,\"version\":41,\"test\":{\"loss\":0.5}}";
        history.report(2, test.getBytes(UTF_8), true);
        history.report(3, report(20, 41, "0.5", 320, 0), true);
        show(history);

        browser.awaitText("#figure-version", "41"::equals);
        assertThat(browser.texts("#chapters .what"))
                .singleElement()
                .asString()
                .startsWith("Version 41 published");
    }

    private static byte[] report(
            long step, long version, String trainingLoss, long examples, long refusedSteps) {
        return """
                {"step":%d,"examples":%d,"version":%d,
                "training":{"loss":%s,"examples":%d,"refused_steps":%d},
                "validation":{"loss":%s,"examples":32}}
                """
                .formatted(
                        step,
                        32 * step,
                        version,
                        trainingLoss,
                        examples,
                        refusedSteps,
                        trainingLoss)
                .getBytes(UTF_8);
    }

    private void show(History history) throws IOException {
        Path file = folder.resolve("shown.html");
        Files.writeString(file, StaticPage.document(history.everything()));
        browser.open(file.toUri());
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
    }

    private static Pipeline circle(UnaryOperator<String> change) throws Exception {
        String text = Circle.pipeline("circle", "nowhere:1").resolved();
        return PipelineText.of(change.apply(text), "circle.yaml", Map.of()).get();
    }
}
