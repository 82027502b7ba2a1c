package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.RateReduction;
import dev.gradstream.model.optim.SGD;
import dev.gradstream.model.optim.schedule.ReduceLROnPlateau;
import dev.gradstream.model.optim.schedule.ReduceLROnPlateau.Mode;
import dev.gradstream.model.optim.schedule.ReduceLROnPlateau.ThresholdMode;
import dev.gradstream.model.optim.schedule.StepLR;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Action;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The learning rate goes down when a metric stays on a plateau, and stays down over a restart. */
class RateReductionTest {
    private static final RateReduction HALF = new RateReduction(0.5, 0, RateReduction.EPS);
    private static final SGD OPTIMIZER = new SGD(0.1, 0.9, 0, 0, false);

    /** Every report counts as no better: the threshold is out of reach. */
    private static final ReduceLROnPlateau NEVER_BETTER =
            new ReduceLROnPlateau("validation.loss", Mode.MIN, HALF, 1, 1e6, ThresholdMode.ABS, 1);

    private final RecordingOutput output = new RecordingOutput();

    @Test
    void aPlateauReducesTheRateAndSaysSo() {
        try (Trainer trainer = Trainer.create(onPlateau(), Optional.empty(), 1, output)) {
            stream(40).forEach(trainer::accept);
        }

        // The first report is the best; two more are too many; then one cools down.
        assertThat(rates()).containsExactly(0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025);
        List<JsonNode> signals = output.signals("lr-reduced");
        assertThat(signals).hasSize(2);
        assertThat(signals.get(0).get("step").asLong()).isEqualTo(15);
        assertThat(signals.get(0).get("metric").asText()).isEqualTo("validation.loss");
        assertThat(signals.get(0).get("message").asText())
                .matches(
                        "validation.loss has not become better than [0-9.]+ in 2 reports; the"
                                + " learning rate is reduced");
    }

    @Test
    void earlyStoppingReducesTheRateOfAScheduleAndGoesOn() {
        Pipeline pipeline =
                new PipelineFixture()
                        .optimization(withSchedule())
                        .earlyStopping(
                                new EarlyStopping(
                                        Metric.VALIDATION_LOSS, 2, 1e6, true, Action.REDUCE_LR))
                        .build();
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, output)) {
            stream(40).forEach(trainer::accept);
            assertThat(trainer.steps()).isEqualTo(40);
            assertThat(trainer.stopRequested()).isFalse();
        }

        // Halved by patience behind reports 3, 5 and 7, and by the schedule at steps 20 and 40.
        assertThat(rates()).containsExactly(0.1, 0.1, 0.1, 0.025, 0.025, 0.0125, 0.0125, 0.003125);
        assertThat(output.signals("early-stop")).isEmpty();
        assertThat(output.signals("lr-reduced"))
                .hasSize(3)
                .first()
                .satisfies(
                        signal ->
                                assertThat(signal.get("message").asText())
                                        .endsWith("2 evaluations; the learning rate is reduced"));
    }

    @Test
    void aRestoredTrainerGoesOnBitForBit() {
        for (Pipeline pipeline : List.of(onPlateau(), patient())) {
            RecordingOutput undisturbed = new RecordingOutput();
            RecordingOutput disturbed = new RecordingOutput();
            try (Trainer whole = Trainer.create(pipeline, Optional.empty(), 1, undisturbed)) {
                Trainer killed = Trainer.create(pipeline, Optional.empty(), 1, disturbed);
                for (MiniBatch batch : stream(40)) {
                    whole.accept(batch);
                    killed.accept(batch);
                    byte[] state = killed.state();
                    killed.close();
                    killed = Trainer.restore(pipeline, state, disturbed);
                    assertThat(killed.state()).isEqualTo(whole.state());
                }
                killed.close();
            }
            assertThat(disturbed.log).isEqualTo(undisturbed.log);
            assertThat(disturbed.signals("lr-reduced")).hasSizeGreaterThan(1);
        }
    }

    @Test
    void anotherMetricIsWatchedAnewAtTheReducedRate() {
        byte[] state;
        try (Trainer trainer = Trainer.create(onPlateau(), Optional.empty(), 1, output)) {
            stream(15).forEach(trainer::accept);
            state = trainer.state();
        }
        Pipeline other =
                on(
                        new ReduceLROnPlateau(
                                "training.loss", Mode.MIN, HALF, 0, 1e6, ThresholdMode.ABS, 0));
        RecordingOutput later = new RecordingOutput();
        try (Trainer trainer = Trainer.restore(other, state, later)) {
            stream(10).forEach(trainer::accept);
        }

        assertThat(rates(later)).containsExactly(0.05, 0.05);
        assertThat(later.signals("lr-reduced")).hasSize(1);
    }

    @Test
    void aFileThatReducesNoMoreHasItsOwnRateAgain() {
        byte[] state;
        try (Trainer trainer = Trainer.create(onPlateau(), Optional.empty(), 1, output)) {
            stream(15).forEach(trainer::accept);
            state = trainer.state();
        }
        Pipeline plain = new PipelineFixture().optimizer(OPTIMIZER).build();
        RecordingOutput later = new RecordingOutput();
        try (Trainer trainer = Trainer.restore(plain, state, later)) {
            stream(5).forEach(trainer::accept);
        }

        assertThat(rates(later)).containsExactly(0.1);
    }

    private static Pipeline onPlateau() {
        return on(NEVER_BETTER);
    }

    private static Pipeline on(ReduceLROnPlateau plateau) {
        Optimization plain = Optimization.of(OPTIMIZER);
        return new PipelineFixture()
                .optimization(
                        new Optimization(
                                OPTIMIZER,
                                plateau,
                                Optional.of(plateau.reduction()),
                                plain.clipping(),
                                0,
                                List.of(),
                                List.of()))
                .build();
    }

    private static Pipeline patient() {
        return new PipelineFixture()
                .optimization(withSchedule())
                .earlyStopping(
                        new EarlyStopping(Metric.TRAINING_LOSS, 1, 1e6, false, Action.REDUCE_LR))
                .build();
    }

    private static Optimization withSchedule() {
        Optimization plain = Optimization.of(OPTIMIZER);
        return new Optimization(
                        OPTIMIZER,
                        new StepLR(20, 0.5),
                        Optional.empty(),
                        plain.clipping(),
                        0,
                        List.of(),
                        List.of())
                .reducedBy(HALF);
    }

    /** Held-out examples, then training batches; a report comes every five. */
    private static List<MiniBatch> stream(int batches) {
        Blobs blobs = new Blobs(3);
        List<MiniBatch> stream = new ArrayList<>(List.of(blobs.next(Split.VALIDATION, 50)));
        for (int i = 0; i < batches; i++) {
            stream.add(blobs.next(Split.TRAINING, 16));
        }
        return stream;
    }

    private double[] rates() {
        return rates(output);
    }

    private static double[] rates(RecordingOutput output) {
        return output.metrics.stream()
                .mapToDouble(report -> report.get("learning_rate").asDouble())
                .toArray();
    }
}
