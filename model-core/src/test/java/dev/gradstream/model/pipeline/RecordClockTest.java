package dev.gradstream.model.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.format.RecordClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordClockTest {
    private static final long DAY = 86_400_000;
    private static final String LABELS =
            "labels: {event_time: at, within: 30m, otherwise: negative}\n";

    private static RecordClock clock(String format) throws InvalidPipelineException {
        return RecordDecoders.clock(
                PipelineTexts.parse(
                        PipelineTexts.smallWith(
                                        "features:\n",
                                        "features:\n  key: id\n  event_time: ts\n  format: "
                                                + format
                                                + "\n")
                                + LABELS));
    }

    private static long time(RecordClock clock, String value) {
        return clock.timeOf(DAY, value.getBytes(UTF_8));
    }

    @Test
    void readsNothingButTheTime() throws InvalidPipelineException {
        RecordClock json = clock("json");
        assertThat(time(json, "{\"width\":\"nonsense\",\"ts\":77}")).isEqualTo(77);
        assertThat(time(json, "{\"ts\":\"1970-01-01T00:00:01Z\"}")).isEqualTo(1000);
        RecordClock csv = clock("csv");
        assertThat(time(csv, "7,77,nonsense,")).isEqualTo(77);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "{}", "{\"ts\":null}", "{\"ts\":\"today\"}"})
    void whatCannotBeReadHasNoTime(String value) throws InvalidPipelineException {
        assertThat(time(clock("json"), value)).isEqualTo(RecordClock.NO_TIME);
    }

    @Test
    void aTombstoneHasNoTime() throws InvalidPipelineException {
        assertThat(clock("json").timeOf(DAY, null)).isEqualTo(RecordClock.NO_TIME);
    }

    @Test
    void aTimeFarInTheFutureIsNotBelieved() throws InvalidPipelineException {
        RecordClock clock = clock("json");
        assertThat(time(clock, "{\"ts\":" + 2 * DAY + "}")).isEqualTo(2 * DAY);
        assertThat(time(clock, "{\"ts\":" + (2 * DAY + 1) + "}")).isEqualTo(RecordClock.NO_TIME);
    }

    @Test
    void withoutAFieldTheRecordsTimestampCounts() throws InvalidPipelineException {
        Pipeline pipeline = PipelineTexts.parse(PipelineTexts.SMALL + LABELS);
        assertThat(RecordDecoders.clock(pipeline).timeOf(55, null)).isEqualTo(55);
        assertThat(RecordDecoders.labelClock(pipeline).timeOf(55, "{\"at\":66}".getBytes(UTF_8)))
                .isEqualTo(66);
    }
}
