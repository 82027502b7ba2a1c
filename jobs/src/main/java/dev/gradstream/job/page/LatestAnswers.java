package dev.gradstream.job.page;

import dev.gradstream.job.page.history.Answer;
import dev.gradstream.job.page.history.Answers;
import dev.gradstream.job.report.Numbers;
import dev.gradstream.job.topic.LatestRecords;
import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.loss.TargetKind;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.RecordDecoders;
import dev.gradstream.model.predict.Prediction;
import dev.gradstream.model.predict.Predictor;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.operator.kafka.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a published version about the latest records of the features topic: the held-out ones, where
 * the pipeline holds some out.
 */
final class LatestAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(LatestAnswers.class);

    static final int MOST_ROWS = 8;

    /** Enough that some of them are held out. */
    private static final int MOST_RECORDS = 500;

    /** A larger model would take the training's memory. */
    private static final int MOST_BYTES = 64 << 20;

    private final Pipeline pipeline;
    private final HoldOut holdOut;

    /** Whether some records of the features topic are held out, by their key or a column. */
    private final boolean holdsOut;

    LatestAnswers(Pipeline pipeline) {
        this.pipeline = pipeline;
        holdOut = pipeline.holdOut();
        holdsOut =
                Stream.of(Split.VALIDATION, Split.TEST)
                        .flatMap(split -> pipeline.holdOutRule(split).stream())
                        .anyMatch(rule -> !(rule instanceof HoldOutRule.Topic));
    }

    /** What the version says. */
    Answers of(StoredSnapshot snapshot, LatestRecords records) {
        if (pipeline.features().sequence().isPresent()) {
            return Answers.none(
                    "An example is made of several records: one of them cannot be asked about.");
        }
        if (pipeline.labels().isPresent()) {
            return Answers.none(
                    "Labels come on a topic of their own: there is no truth beside the features.");
        }
        if (snapshot.bytes().length > MOST_BYTES) {
            return Answers.none(
                    "The model takes more than 64 MiB: it is not loaded a second time for this"
                            + " page.");
        }
        try (Predictor predictor = new Predictor(pipeline, SafeTensors.decode(snapshot.bytes()))) {
            List<Answer> rows = ask(predictor, records.read(MOST_RECORDS));
            return rows.isEmpty()
                    ? Answers.none("None of the latest records can be asked about.")
                    : new Answers(snapshot.summary().version(), holdsOut, rows, "");
        } catch (IllegalArgumentException e) {
            return Answers.none("The newest version is of another model: " + e.getMessage());
        }
    }

    private List<Answer> ask(Predictor predictor, List<ConsumerRecord<byte[], byte[]>> records) {
        RecordDecoder decoder = RecordDecoders.of(pipeline);
        Example example = new Example(pipeline.featureCount(), pipeline.targetCount());
        Map<Long, List<Answer>> byExample = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                decoder.decode(record.key(), record.timestamp(), record.value(), example);
                int row = 0;
                do {
                    if (byExample.size() < MOST_ROWS && isAsked(example)) {
                        // The same example comes again in every epoch.
                        byExample.putIfAbsent(
                                example.key(), answers(predictor, example, record, row));
                    }
                    row++;
                } while (decoder.next(example));
            } catch (RefusedRecordException e) {
                LOG.debug("it is on the dead-letter topic, with its reason", e);
            }
        }
        return byExample.values().stream().flatMap(List::stream).limit(MOST_ROWS).toList();
    }

    private boolean isAsked(Example example) {
        return !holdsOut || example.split().first(holdOut.split(example.key())) != Split.TRAINING;
    }

    private List<Answer> answers(
            Predictor predictor, Example example, ConsumerRecord<?, ?> record, int row) {
        List<Answer> answers = new ArrayList<>();
        Prediction prediction = predictor.predict(example.features());
        List<String> columns = pipeline.target().columns();
        if (prediction instanceof Prediction.Several several) {
            for (int i = 0; i < columns.size() && i < MOST_ROWS; i++) {
                answers.add(
                        answer(
                                record,
                                row,
                                columns.get(i),
                                example.target()[i],
                                several.columns().get(columns.get(i))));
            }
        } else if (columns.size() > 1) {
            answers.add(distribution(record, row, example, prediction));
        } else {
            answers.add(answer(record, row, columns.get(0), example.target()[0], prediction));
        }
        return answers;
    }

    /** Several columns that hold the probabilities of classes: the most probable one is true. */
    private Answer distribution(
            ConsumerRecord<?, ?> record, int row, Example example, Prediction prediction) {
        int best = 0;
        for (int i = 1; i < example.target().length; i++) {
            best = example.target()[i] > example.target()[best] ? i : best;
        }
        return answer(record, row, "", best, prediction);
    }

    private Answer answer(
            ConsumerRecord<?, ?> record,
            int row,
            String column,
            float truth,
            Prediction prediction) {
        if (prediction instanceof Prediction.Classification said) {
            return new Answer(
                    record.partition(),
                    record.offset(),
                    row,
                    column,
                    label((int) truth),
                    said.label(),
                    said.probability(),
                    said.index() == (int) truth,
                    Double.NaN);
        }
        double said = ((Prediction.Regression) prediction).value();
        return new Answer(
                record.partition(),
                record.offset(),
                row,
                column,
                Numbers.readable(truth),
                Numbers.readable(said),
                Double.NaN,
                false,
                said - truth);
    }

    private String label(int truth) {
        List<String> classes = pipeline.target().classes();
        if (!classes.isEmpty()) {
            return classes.get(truth);
        }
        List<String> columns = pipeline.target().columns();
        boolean distribution =
                pipeline.loss().targetKind(columns.size()) == TargetKind.DISTRIBUTION;
        return distribution ? columns.get(truth) : Integer.toString(truth);
    }
}
