package dev.gradstream.operator.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoppableSourceTest {
    private static final String TOKEN = "source-test";

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    /** Has enough at the hundredth number, and says so once more when its input ends. */
    private static final class HadEnough extends AbstractStreamOperator<Long>
            implements OneInputStreamOperator<Long, Long> {
        private static final long serialVersionUID = 1L;
        private transient StopSwitch stopSwitch;

        @Override
        public void open() throws Exception {
            super.open();
            stopSwitch = StopSwitch.hold(TOKEN);
        }

        @Override
        public void processElement(StreamRecord<Long> element) {
            output.collect(element);
            if (element.getValue() == 99) {
                stopSwitch.stop();
            }
        }

        @Override
        public void finish() {
            output.collect(new StreamRecord<>(-1L));
        }

        @Override
        public void close() throws Exception {
            stopSwitch.close();
            super.close();
        }
    }

    @Test
    void anOperatorEndsAnEndlessSource() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(50);
        var source =
                new StoppableSource<>(
                        new NumberSequenceSource(0, Long.MAX_VALUE - 1), Types.LONG, TOKEN);
        var numbers =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
                        .transform("had enough", Types.LONG, new HadEnough());

        List<Long> out = numbers.executeAndCollect(1000);

        // The very next number is not read any more, and operators finish.
        assertThat(out).hasSize(101).startsWith(0L, 1L).endsWith(98L, 99L, -1L);
        assertThat(StopSwitch.isHeld(TOKEN)).isFalse();
    }
}
