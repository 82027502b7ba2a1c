package dev.gradstream.model.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.graph.NamePattern;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateReductionTest {

    @Test
    void endsWhereEveryRateIsAsLowAsItMayBe() {
        Optimization optimization =
                new Optimization(
                        new SGD(0.1),
                        LearningRateSchedule.NONE,
                        Optional.of(new RateReduction(0.5, 0.05, 1e-8)),
                        GradientClipping.NONE,
                        0,
                        List.of(new ParameterGroup(new NamePattern("0.*"), 0.2)),
                        List.of());

        assertThat(optimization.reducesFurther(0, 0)).isTrue();
        // The rate of 0.1 is at its end after one, that of the group after two.
        assertThat(optimization.reducesFurther(0, 1)).isTrue();
        assertThat(optimization.reducesFurther(0, 2)).isFalse();
    }

    @Test
    void withoutOneNothingIsReduced() {
        assertThat(Optimization.of(new SGD(0.1)).reducesFurther(0, 0)).isFalse();
    }
}
