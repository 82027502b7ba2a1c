package dev.gradstream.job.generate.click;

import dev.gradstream.job.generate.click.ClickStream.Click;
import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.replay.Replay.RecordConsumer;
import dev.gradstream.job.replay.format.RowEncoder;
import dev.gradstream.job.replay.format.RowHeader;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A click stream as records of a pipeline whose labels have a topic of their own: impressions for
 * the features topic, clicks for the labels topic. A click is the second class of the target, or
 * the number 1 where there are no classes.
 */
public final class ClickRecords {
    private static final String NAME = "the generator clicks";

    private final ClickStream stream;
    private final long count;
    private final RowEncoder impressions;
    private final RowEncoder clicks;
    private final String label;

    /**
     * Records for a pipeline.
     *
     * @param count how many impressions
     * @throws DataFileException if the pipeline has no labels section, or asks for fields that are
     *     not there
     */
    public ClickRecords(Pipeline pipeline, ClickSettings settings, long count)
            throws DataFileException {
        List<String> target = pipeline.target().columns();
        if (pipeline.labels().isEmpty() || target.size() != 1) {
            throw new DataFileException(
                    NAME + " needs a pipeline with a section labels and one target column");
        }
        stream = new ClickStream(settings);
        this.count = count;
        impressions =
                RowEncoder.of(
                        pipeline,
                        new RowHeader.Columns(
                                NAME, List.of("id", "ts", "position", "age", "device")));
        clicks =
                RowEncoder.ofLabels(
                        pipeline,
                        new RowHeader.Columns(
                                "a click of " + NAME, List.of("id", "ts", target.get(0))));
        List<String> classes = pipeline.target().classes();
        label = classes.isEmpty() ? "1" : classes.get(1);
    }

    /**
     * Hands over impressions and clicks in the order of their times, for as long as more of either
     * are wanted.
     */
    public void forEach(RecordConsumer features, RecordConsumer labels) throws IOException {
        stream.forEach(
                count,
                new ClickStream.Listener() {
                    @Override
                    public boolean impression(Impression impression) throws IOException {
                        return features.accept(impressions.encode(row(impression)));
                    }

                    @Override
                    public boolean click(Click click) throws IOException {
                        return labels.accept(clicks.encode(row(click)));
                    }
                });
    }

    /** The impressions alone. */
    public Replay.Rows impressions() {
        return new Replay.Rows() {
            @Override
            public boolean forEach(RecordConsumer consumer) throws IOException {
                return stream.forEach(
                        count,
                        new ClickStream.Listener() {
                            @Override
                            public boolean impression(Impression impression) throws IOException {
                                return consumer.accept(impressions.encode(row(impression)));
                            }

                            @Override
                            public boolean click(Click click) {
                                return true;
                            }
                        });
            }

            @Override
            public OptionalLong count() {
                return OptionalLong.of(count);
            }
        };
    }

    /** The clicks alone. */
    public Replay.Rows clicks() {
        return consumer ->
                stream.forEach(
                        count,
                        new ClickStream.Listener() {
                            @Override
                            public boolean impression(Impression impression) {
                                return true;
                            }

                            @Override
                            public boolean click(Click click) throws IOException {
                                return consumer.accept(clicks.encode(row(click)));
                            }
                        });
    }

    private static List<String> row(Impression impression) {
        return List.of(
                Long.toString(impression.id()),
                Long.toString(impression.timeMillis()),
                Integer.toString(impression.position()),
                Integer.toString(impression.age()),
                impression.device().name().toLowerCase(Locale.ROOT));
    }

    private List<String> row(Click click) {
        return List.of(Long.toString(click.id()), Long.toString(click.timeMillis()), label);
    }
}
