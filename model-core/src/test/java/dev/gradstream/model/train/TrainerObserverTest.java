package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Split;
import dev.gradstream.model.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a trainer tells of its steps, and that telling changes nothing. */
class TrainerObserverTest {
    private static final int STEPS = 20;

    /** Asks for times and update of every second step. */
    private static final class Recording implements TrainerObserver {
        final List<Double> norms = new ArrayList<>();
        final List<Double> ratios = new ArrayList<>();
        final Set<String> names = new HashSet<>();
        long nanos;
        int timed;
        int asked;
        int askedForTimes;
        int refused;

        @Override
        public boolean wantsTimes() {
            return askedForTimes++ % 2 == 0;
        }

        @Override
        public boolean wantsUpdateRatio() {
            return asked++ % 2 == 0;
        }

        @Override
        public void updateRatio(double ratio) {
            ratios.add(ratio);
        }

        @Override
        public void step(double gradientNorm) {
            norms.add(gradientNorm);
        }

        @Override
        public void times(long copyIn, long forwardBackward, long update) {
            assertThat(Math.min(copyIn, Math.min(forwardBackward, update))).isNotNegative();
            nanos += copyIn + forwardBackward + update;
            timed++;
        }

        @Override
        public void refusedStep() {
            refused++;
        }

        @Override
        public void reported(Map<String, Double> figures, Map<String, Double> baselines) {
            names.addAll(figures.keySet());
            names.addAll(baselines.keySet());
        }

        @Override
        public void tested(Map<String, Double> figures) {
            names.addAll(figures.keySet());
        }
    }

    @Test
    void tellsOfEachStep() {
        Recording heard = new Recording();
        long begin = System.nanoTime();
        run(new PipelineFixture().build(), Optional.of(heard));
        long passed = System.nanoTime() - begin;

        assertThat(heard.norms).hasSize(STEPS).allSatisfy(n -> assertThat(n).isPositive());
        // Adam moves each parameter by at most about the learning rate of 0.01.
        assertThat(heard.ratios)
                .hasSize(STEPS / 2)
                .allSatisfy(r -> assertThat(r).isBetween(1e-4, 0.1));
        assertThat(heard.timed).isEqualTo(STEPS / 2);
        assertThat(heard.nanos).isPositive().isLessThan(passed);
        assertThat(heard.names)
                .contains("training.loss", "validation.accuracy")
                .contains("no_change.accuracy", "majority.accuracy");
    }

    @Test
    void tellsOfRefusedSteps() {
        Recording heard = new Recording();
        Pipeline pipeline = new PipelineFixture().regression().build();
        try (Trainer trainer =
                Trainer.create(pipeline, Optional.empty(), 1, new RecordingOutput())) {
            trainer.observe(heard);
            trainer.accept(new Blobs(1).nextPoisoned(16));
        }
        assertThat(heard.refused).isEqualTo(1);
        assertThat(heard.norms).isEmpty();
    }

    @Test
    void whatIsLearntIsTheSameWhoeverListens() {
        Pipeline pipeline = new PipelineFixture().build();
        assertThat(run(pipeline, Optional.of(new Recording())))
                .isEqualTo(run(pipeline, Optional.empty()));
    }

    private static byte[] run(Pipeline pipeline, Optional<TrainerObserver> observer) {
        Blobs blobs = new Blobs(3);
        try (Trainer trainer =
                Trainer.create(pipeline, Optional.empty(), 1, new RecordingOutput())) {
            observer.ifPresent(trainer::observe);
            trainer.accept(blobs.next(Split.VALIDATION, 100));
            for (int i = 0; i < STEPS; i++) {
                trainer.accept(blobs.next(Split.TRAINING, 16));
            }
            return trainer.state();
        }
    }
}
