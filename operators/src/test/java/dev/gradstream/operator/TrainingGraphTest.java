package dev.gradstream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.batch.BatchOperator;
import dev.gradstream.operator.ingest.IngestOperator;
import dev.gradstream.operator.kafka.sink.OutboundSink;
import dev.gradstream.operator.kafka.source.FeatureSource;
import dev.gradstream.operator.learn.LearnOperator;
import dev.gradstream.operator.learn.TrainingStart;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingGraphTest {
    private static final TestPipeline PIPELINE = TestPipeline.ofBatches(32);

    private static JobGraph graph(int parallelism) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        Pipeline pipeline = PIPELINE.get();
        var records =
                OperatorName.FEATURES.name(
                        env.fromSource(
                                FeatureSource.unbounded(pipeline, "token"),
                                WatermarkStrategy.noWatermarks(),
                                "features"));
        var examples = IngestOperator.on(records, PIPELINE);
        var batches = BatchOperator.on(examples, PIPELINE);
        var metrics = LearnOperator.on(batches, PIPELINE, TrainingStart.anew(), "token");
        OperatorName.METRICS.name(metrics.sinkTo(OutboundSink.metrics(pipeline)));
        OperatorName.SIGNALS.name(
                metrics.getSideOutput(LearnOperator.SIGNALS)
                        .sinkTo(OutboundSink.signals(pipeline)));
        OperatorName.SNAPSHOTS.name(
                metrics.getSideOutput(LearnOperator.SNAPSHOTS)
                        .sinkTo(OutboundSink.snapshots(pipeline)));
        OperatorName.DEAD_LETTERS.name(
                examples.getSideOutput(IngestOperator.DEAD_LETTERS)
                        .sinkTo(OutboundSink.deadLetters(pipeline)));
        return env.getStreamGraph().getJobGraph();
    }

    private static List<OperatorID> operators(JobGraph graph) {
        return graph.getVerticesSortedTopologicallyFromSources().get(0).getOperatorIDs().stream()
                .map(pair -> pair.getUserDefinedOperatorID().orElse(pair.getGeneratedOperatorID()))
                .toList();
    }

    /** Rescaling never tears a learner's state apart, nor its chain, on which the stop relies. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theWholeJobIsOneTaskWhateverTheParallelism(int parallelism) {
        List<JobVertex> vertices = graph(parallelism).getVerticesSortedTopologicallyFromSources();
        assertThat(vertices).hasSize(1);
        assertThat(vertices.get(0).getParallelism()).isEqualTo(1);
        assertThat(vertices.get(0).getMaxParallelism()).isEqualTo(1);
    }

    @Test
    void stateIsFoundAgainAfterAChangeOfParallelism() {
        Set<OperatorID> ids = new HashSet<>(operators(graph(1)));
        assertThat(ids).isEqualTo(new HashSet<>(operators(graph(4))));
    }

    /** What operator ids are computed from: to change one loses the state of running jobs. */
    @Test
    void uidsNeverChange() {
        assertThat(OperatorName.values())
                .extracting(OperatorName::uid)
                .containsExactly(
                        "gradstream-features",
                        "gradstream-ingest",
                        "gradstream-batch",
                        "gradstream-learn",
                        "gradstream-metrics",
                        "gradstream-signals",
                        "gradstream-snapshots",
                        "gradstream-dead-letters");
    }
}
