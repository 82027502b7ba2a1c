package dev.gradstream.job.page.answer;

import dev.gradstream.job.topic.LatestRecords;
import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.data.sequence.Sequencer;
import dev.gradstream.model.data.sequence.SeriesHistory;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.RecordDecoders;
import dev.gradstream.operator.ingest.ExampleType;
import dev.gradstream.operator.ingest.SeriesNames;
import dev.gradstream.operator.kafka.record.RawRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes examples of the latest records, as a job does: each of one record, or of several of a
 * series, or of features and the label that came for them.
 */
final class LatestExamples {
    private static final Logger LOG = LoggerFactory.getLogger(LatestExamples.class);

    /** Enough that some of them are held out. */
    private static final int RECORDS = 500;

    /** Enough that some of them have those that they are made of beside them. */
    private static final int RECORDS_OF_SEVERAL = 5000;

    private final Pipeline pipeline;
    private final HoldOut holdOut;

    LatestExamples(Pipeline pipeline) {
        this.pipeline = pipeline;
        holdOut = pipeline.splitsByRecord() ? pipeline.holdOut() : HoldOut.NONE;
    }

    /** Hands over the examples, the oldest first. */
    void into(Questions questions) {
        if (pipeline.features().sequence().isPresent()) {
            ofSeries(questions);
        } else if (pipeline.labels().isPresent()) {
            joined(questions);
        } else {
            decode(
                    records(pipeline.topics().features(), RECORDS),
                    RecordDecoders.of(pipeline),
                    ExampleType.of(pipeline).createExample(),
                    (example, record, row) -> questions.add(example, row));
        }
    }

    /** Why there are none, for a person. */
    String noneBecause() {
        if (pipeline.features().sequence().isPresent()) {
            return "None of the latest records has those before it that an example is made of.";
        }
        return pipeline.labels().isPresent()
                ? "The time in which a label may come is not over for any of the latest records."
                : "None of the latest records can be asked about.";
    }

    private void ofSeries(Questions questions) {
        Sequencer sequencer = pipeline.features().sequencer().orElseThrow();
        int depth = pipeline.features().sequence().orElseThrow().depth();
        HoldOut byExample = pipeline.splitsByRecord() ? HoldOut.NONE : pipeline.holdOut();
        SeriesNames names = SeriesNames.of(pipeline, Split.TRAINING);
        Map<Long, SeriesHistory> series = new HashMap<>();
        Example made = ExampleType.of(pipeline).createExample();
        RawRecord raw = new RawRecord();
        decode(
                records(pipeline.topics().features(), RECORDS_OF_SEVERAL),
                RecordDecoders.of(pipeline),
                ExampleType.ofRecords(pipeline).createExample(),
                (example, record, row) -> {
                    raw.set(
                            record.key(),
                            record.value(),
                            record.timestamp(),
                            record.topic(),
                            record.partition(),
                            record.offset());
                    SeriesHistory history =
                            series.computeIfAbsent(
                                    names.nameOf(raw, example.key()), name -> sequencer.begin());
                    // Where a series goes back further than was read, nothing is to be filled in.
                    boolean whole = history.count() >= depth;
                    if (sequencer.next(history, example, made) && whole) {
                        made.setSplit(made.split().first(byExample.split(made.key())));
                        questions.add(made, row);
                    }
                });
    }

    private void joined(Questions questions) {
        KnownLabels labels = new KnownLabels(pipeline);
        List<ConsumerRecord<byte[], byte[]>> labelRecords =
                records(pipeline.topics().labels().orElseThrow(), RECORDS_OF_SEVERAL);
        decode(
                labelRecords,
                RecordDecoders.ofLabels(pipeline),
                ExampleType.ofLabels(pipeline).createExample(),
                (label, record, row) -> labels.add(label, record));
        List<ConsumerRecord<byte[], byte[]>> features =
                records(pipeline.topics().features(), RECORDS_OF_SEVERAL);
        RecordDecoder decoder = RecordDecoders.of(pipeline);
        Example buffer = ExampleType.of(pipeline).createExample();
        decode(features, decoder, buffer, (example, record, row) -> labels.reached(example));
        decode(
                features,
                decoder,
                buffer,
                (example, record, row) -> {
                    if (labels.fill(example)) {
                        questions.add(example, row);
                    }
                });
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic, int most) {
        try (LatestRecords latest = new LatestRecords(pipeline, topic)) {
            return latest.read(most);
        }
    }

    private interface Taker {
        void take(Example example, ConsumerRecord<byte[], byte[]> record, int row);
    }

    private void decode(
            List<ConsumerRecord<byte[], byte[]>> oldestFirst,
            RecordDecoder decoder,
            Example buffer,
            Taker taker) {
        for (ConsumerRecord<byte[], byte[]> record : oldestFirst) {
            try {
                decoder.decode(record.key(), record.timestamp(), record.value(), buffer);
                int row = 0;
                do {
                    buffer.setOrigin(record.partition(), record.offset());
                    buffer.setSplit(buffer.split().first(holdOut.split(buffer.key())));
                    taker.take(buffer, record, row++);
                } while (decoder.next(buffer));
            } catch (RefusedRecordException e) {
                LOG.debug("it is on the dead-letter topic, with its reason", e);
            }
        }
    }
}
