package dev.gradstream.job.generate.click;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gradstream.job.generate.click.ClickStream.Click;
import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Replay.RecordConsumer;
import dev.gradstream.job.replay.format.RowEncoder;
import dev.gradstream.job.replay.format.RowHeader;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A click stream as records: impressions without their label, in the pipeline's format, for the
 * features topic; clicks as JSON for the labels topic: {@code {"id": 7, "ts": 1767225600000,
 * "clicked": 1}}, {@code clicked} being what the pipeline's target is called, and the second class
 * where it has classes. Both have the {@code id} as their key.
 */
public final class ClickRecords {
    private static final RowHeader IMPRESSIONS =
            new RowHeader.Columns(
                    "the generator clicks", List.of("id", "ts", "affinity", "position", "device"));

    private final JsonFactory json = new JsonFactory();
    private final ClickStream stream;
    private final RowEncoder impressions;
    private final String target;
    private final Optional<String> label;

    /**
     * Records for a pipeline.
     *
     * @throws DataFileException if the pipeline asks for other fields than an impression has
     */
    public ClickRecords(Pipeline pipeline, ClickSettings settings) throws DataFileException {
        stream = new ClickStream(settings);
        impressions = RowEncoder.withoutTarget(pipeline, IMPRESSIONS);
        List<String> classes = pipeline.target().classes();
        if (pipeline.target().columns().size() != 1 || classes.size() == 1) {
            throw new DataFileException("the generator clicks fills one target column");
        }
        target = pipeline.target().columns().get(0);
        label = classes.isEmpty() ? Optional.empty() : Optional.of(classes.get(1));
    }

    /**
     * Hands over impressions and clicks in the order of their times, for as long as more
     * impressions are wanted.
     *
     * @param count how many impressions
     */
    public void forEach(long count, RecordConsumer features, RecordConsumer labels)
            throws IOException {
        stream.forEach(
                count,
                new ClickStream.Listener() {
                    @Override
                    public boolean impression(Impression impression) throws IOException {
                        return features.accept(
                                new FeatureRecord(
                                        key(impression.id()),
                                        impressions.encode(row(impression)).value()));
                    }

                    @Override
                    public void click(Click click) throws IOException {
                        labels.accept(new FeatureRecord(key(click.id()), value(click)));
                    }
                });
    }

    private static Optional<byte[]> key(long id) {
        return Optional.of(Long.toString(id).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> row(Impression impression) {
        return List.of(
                Long.toString(impression.id()),
                Long.toString(impression.timeMillis()),
                Double.toString(impression.affinity()),
                Integer.toString(impression.position()),
                impression.device().name().toLowerCase(Locale.ROOT));
    }

    private byte[] value(Click click) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("id", Long.toString(click.id()));
            out.writeNumberField("ts", click.timeMillis());
            if (label.isPresent()) {
                out.writeStringField(target, label.get());
            } else {
                out.writeNumberField(target, 1);
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
