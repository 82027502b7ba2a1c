package dev.gradstream.job.page.answer;

import dev.gradstream.job.page.history.Answer;
import dev.gradstream.job.page.history.Answers;
import dev.gradstream.job.report.Numbers;
import dev.gradstream.model.loss.TargetKind;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.predict.Prediction;
import dev.gradstream.model.predict.Predictor;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.operator.kafka.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a published version about the latest examples: the held-out ones, where the pipeline holds
 * some out.
 */
public final class LatestAnswers {
    private static final int MOST_ROWS = 8;

    private final Pipeline pipeline;

    public LatestAnswers(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * What the version says.
     *
     * @throws org.apache.kafka.common.KafkaException if the records cannot be read
     */
    public Answers of(StoredSnapshot snapshot) {
        Questions questions = new Questions(pipeline, MOST_ROWS);
        LatestExamples examples = new LatestExamples(pipeline);
        examples.into(questions);
        try (Predictor predictor = new Predictor(pipeline, SafeTensors.decode(snapshot.bytes()))) {
            List<Answer> rows =
                    questions.newestFirst().stream()
                            .flatMap(question -> answers(predictor, question).stream())
                            .limit(MOST_ROWS)
                            .toList();
            return rows.isEmpty()
                    ? Answers.none(examples.noneBecause())
                    : new Answers(snapshot.summary().version(), questions.areHeldOut(), rows, "");
        } catch (IllegalArgumentException e) {
            return Answers.none("The newest version is of another model: " + e.getMessage());
        }
    }

    private List<Answer> answers(Predictor predictor, Question question) {
        List<Answer> answers = new ArrayList<>();
        Prediction prediction = predictor.predict(question.features());
        List<String> columns = pipeline.target().columns();
        if (prediction instanceof Prediction.Several several) {
            for (int i = 0; i < columns.size() && i < MOST_ROWS; i++) {
                answers.add(
                        answer(
                                question,
                                columns.get(i),
                                question.target()[i],
                                several.columns().get(columns.get(i))));
            }
        } else if (columns.size() > 1) {
            answers.add(distribution(question, prediction));
        } else {
            answers.add(answer(question, columns.get(0), question.target()[0], prediction));
        }
        return answers;
    }

    /** Several columns that hold the probabilities of classes: the most probable one is true. */
    private Answer distribution(Question question, Prediction prediction) {
        float[] target = question.target();
        int best = 0;
        for (int i = 1; i < target.length; i++) {
            best = target[i] > target[best] ? i : best;
        }
        return answer(question, "", best, prediction);
    }

    private Answer answer(Question question, String column, float truth, Prediction prediction) {
        if (prediction instanceof Prediction.Classification said) {
            return new Answer(
                    question.partition(),
                    question.offset(),
                    question.row(),
                    column,
                    label((int) truth),
                    said.label(),
                    said.probability(),
                    said.index() == (int) truth,
                    Double.NaN);
        }
        double said = ((Prediction.Regression) prediction).value();
        return new Answer(
                question.partition(),
                question.offset(),
                question.row(),
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
