package dev.gradstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.learn.TrainingStart;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainJobGraphTest {
    private static final String PIPELINE =
            """
            name: graph
            kafka: {bootstrap.servers: nowhere}
            features: {format: csv, columns: [x]}
            target: {column: t}
            model: [Linear: {out_features: 1}]
            loss: MSELoss
            optimizer: {SGD: {lr: 0.01}}
            """;

    private static final String LABELS = "labels: {within: 1m, otherwise: drop}\n";

    private static StreamGraph graph(int parallelism) throws Exception {
        return graph(PIPELINE, parallelism);
    }

    private static StreamGraph graph(String text, int parallelism) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        PipelineText pipeline = PipelineText.of(text, "graph.yaml", Map.of());
        TrainJob.define(
                env,
                pipeline,
                TrainSources.unbounded(pipeline.get(), "token"),
                TrainingStart.anew(),
                "token");
        return env.getStreamGraph();
    }

    private static List<OperatorID> operators(JobGraph graph) {
        return graph.getVerticesSortedTopologicallyFromSources().get(0).getOperatorIDs().stream()
                .map(pair -> pair.getUserDefinedOperatorID().orElse(pair.getGeneratedOperatorID()))
                .toList();
    }

    /** Rescaling never tears a learner's state apart, nor its chain, on which the stop relies. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theWholeJobIsOneTaskWhateverTheParallelism(int parallelism) throws Exception {
        List<JobVertex> vertices =
                graph(parallelism).getJobGraph().getVerticesSortedTopologicallyFromSources();
        assertThat(vertices).hasSize(1);
        assertThat(vertices.get(0).getParallelism()).isEqualTo(1);
        assertThat(vertices.get(0).getMaxParallelism()).isEqualTo(1);
    }

    @Test
    void stateIsFoundAgainAfterAChangeOfParallelism() throws Exception {
        assertThat(new HashSet<>(operators(graph(1).getJobGraph())))
                .isEqualTo(new HashSet<>(operators(graph(4).getJobGraph())));
    }

    /**
     * An operator without a name of its own would lose its state when the graph around it changes.
     */
    @Test
    void everyOperatorHasItsUid() throws Exception {
        assertThat(graph(PIPELINE + LABELS, 1).getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .containsAll(Stream.of(OperatorName.values()).map(OperatorName::uid).toList())
                .doesNotContainNull();
        assertThat(graph(1).getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .doesNotContain(OperatorName.JOIN.uid(), OperatorName.LABELS.uid())
                .doesNotContainNull();
    }

    /**
     * The join alone has the job's parallelism; the switch reaches from the learner to the sources.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void withLabelsTheJoinAloneIsRescaled(int parallelism) throws Exception {
        List<JobVertex> vertices =
                graph(PIPELINE + LABELS, parallelism)
                        .getJobGraph()
                        .getVerticesSortedTopologicallyFromSources();
        JobVertex join = named(vertices, "join");
        assertThat(join.getParallelism()).isEqualTo(parallelism);
        assertThat(join.getMaxParallelism()).isEqualTo(OperatorName.KEY_GROUPS);
        assertThat(vertices)
                .filteredOn(vertex -> vertex != join)
                .extracting(JobVertex::getParallelism)
                .containsOnly(1);
        assertThat(
                        Stream.of("Source: features", "Source: labels", "batch")
                                .map(name -> named(vertices, name).getCoLocationGroup()))
                .doesNotContainNull()
                .containsOnly(named(vertices, "batch").getCoLocationGroup());
        assertThat(named(vertices, "batch").getName()).contains("learn");
    }

    private static JobVertex named(List<JobVertex> vertices, String start) {
        return vertices.stream()
                .filter(vertex -> vertex.getName().startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(start + " is not among " + vertices));
    }
}
