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

    private static final String SEQUENCE =
            PIPELINE.replace("columns: [x]", "columns: [{lag: {column: t, by: [1]}}]");
    private static final String HELD_OUT = PIPELINE + "validation: {topic: v}\ntest: {topic: t}\n";

    private static final String SEQUENCE_AND_HELD_OUT =
            SEQUENCE + "validation: {topic: v}\ntest: {topic: t}\n";
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

    /**
     * Only what keeps series is as parallel as the job; source and learner stay in one process, on
     * which the stop relies, and the keyed state can be read under any parallelism.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void seriesAreKeptByATaskBetweenTwoThatRunInOneSlot(int parallelism) throws Exception {
        List<JobVertex> vertices =
                graph(SEQUENCE, parallelism)
                        .getJobGraph()
                        .getVerticesSortedTopologicallyFromSources();
        assertThat(vertices)
                .extracting(JobVertex::getParallelism)
                .containsExactly(1, parallelism, 1);
        assertThat(vertices).extracting(JobVertex::getMaxParallelism).containsExactly(1, 128, 1);
        assertThat(vertices.get(0).getCoLocationGroup())
                .isNotNull()
                .isSameAs(vertices.get(2).getCoLocationGroup());
        assertThat(vertices.get(1).getCoLocationGroup()).isNull();
        assertThat(vertices.get(2).getSlotSharingGroup())
                .isSameAs(vertices.get(0).getSlotSharingGroup());
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
        assertThat(
                        Stream.of(graph(SEQUENCE_AND_HELD_OUT, 1), graph(PIPELINE + LABELS, 1))
                                .flatMap(graph -> graph.getStreamNodes().stream()))
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

    /** The switch that ends all sources works within one process. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void topicsOfHeldOutExamplesAreReadInTheSameProcess(int parallelism) throws Exception {
        List<JobVertex> vertices =
                graph(HELD_OUT, parallelism)
                        .getJobGraph()
                        .getVerticesSortedTopologicallyFromSources();
        List<JobVertex> tasks =
                vertices.stream()
                        .filter(vertex -> !vertex.getName().startsWith("dead letters"))
                        .toList();

        assertThat(tasks).hasSize(4);
        assertThat(vertices).allMatch(vertex -> vertex.getParallelism() == 1);
        assertThat(tasks).extracting(JobVertex::getCoLocationGroup).doesNotContainNull();
        assertThat(tasks.stream().map(JobVertex::getCoLocationGroup).distinct()).hasSize(1);
    }

    @Test
    void stateIsFoundAgainWithATopicOfHeldOutExamples() throws Exception {
        assertThat(graph(HELD_OUT, 1).getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .containsAll(
                        graph(1).getStreamNodes().stream()
                                .map(StreamNode::getTransformationUID)
                                .toList());
    }
}
