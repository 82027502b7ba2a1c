package dev.gradstream.operator.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopSwitchTest {

    @Test
    void bothEndsMeetAtTheToken() {
        try (StopSwitch source = StopSwitch.hold("a");
                StopSwitch learner = StopSwitch.hold("a");
                StopSwitch other = StopSwitch.hold("b")) {
            assertThat(source.isThrown()).isFalse();
            learner.stop();
            assertThat(source.isThrown()).isTrue();
            assertThat(other.isThrown()).isFalse();
        }
    }

    @Test
    void aRestartFindsAFreshSwitch() {
        try (StopSwitch first = StopSwitch.hold("restarted")) {
            first.stop();
        }
        assertThat(StopSwitch.isHeld("restarted")).isFalse();
        try (StopSwitch second = StopSwitch.hold("restarted")) {
            assertThat(second.isThrown()).isFalse();
        }
    }

    @Test
    void staysThrownWhileAnybodyHoldsIt() {
        StopSwitch source = StopSwitch.hold("held");
        try (StopSwitch learner = StopSwitch.hold("held")) {
            learner.stop();
        }
        assertThat(source.isThrown()).isTrue();
        assertThat(StopSwitch.isHeld("held")).isTrue();
        source.close();
        assertThat(StopSwitch.isHeld("held")).isFalse();
    }

    @Test
    void lettingGoTwiceDoesNotTakeItFromTheOther() {
        try (StopSwitch source = StopSwitch.hold("twice")) {
            StopSwitch learner = StopSwitch.hold("twice");
            learner.close();
            learner.close();
            assertThat(StopSwitch.isHeld("twice")).isTrue();
            assertThat(source.isThrown()).isFalse();
        }
    }
}
