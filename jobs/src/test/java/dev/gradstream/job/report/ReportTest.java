package dev.gradstream.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.report.Report.Scores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ReportTest {

    @Test
    void readsWhatAPersonIsShown() throws IOException {
        Report report =
                read(
                        "{\"step\":20,\"examples\":640,\"version\":3,"
                                + "\"training\":{\"loss\":4.0,\"rmse\":2.0,\"examples\":32},"
                                + "\"validation\":{\"loss\":1.0,\"mae\":0.5,\"rmse\":1.0,\"r2\":0.75,"
                                + "\"examples\":10}}");

        OptionalDouble none = OptionalDouble.empty();
        assertThat(report.training()).isEqualTo(new Scores(4, none, none, OptionalDouble.of(2)));
        assertThat(report.validation())
                .contains(new Scores(1, none, OptionalDouble.of(0.75), OptionalDouble.of(1)));
    }

    @Test
    void readsFiguresOfClasses() throws IOException {
        Report report =
                read(
                        "{\"step\":20,\"examples\":640,\"version\":3,\"training\":{\"loss\":0.5,"
                                + "\"accuracy\":0.75,\"confusion\":{\"a\":{\"a\":3,\"b\":1},"
                                + "\"b\":{\"a\":0,\"b\":0}}}}");

        assertThat(report.training().accuracy()).hasValue(0.75);
        assertThat(report.validation()).isEmpty();
    }

    private static Report read(String json) throws IOException {
        return Report.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
