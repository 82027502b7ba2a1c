package dev.gradstream.operator.batch;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.operator.PipelineSupplier;
import dev.gradstream.operator.RecordedMetrics;
import dev.gradstream.operator.ingest.ExampleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;

/** The operator in Flink's harness, its input and output as short as a test wants them. */
abstract class BatchTests {
    private final List<OneInputStreamOperatorTestHarness<?, ?>> opened = new ArrayList<>();

    private HoldOut splitter = new HoldOut(0);

    final OneInputStreamOperatorTestHarness<Example, MiniBatch> harness(PipelineSupplier pipeline)
            throws Exception {
        return harness(pipeline, new RecordedMetrics());
    }

    /** One that is not open yet. */
    final OneInputStreamOperatorTestHarness<Example, MiniBatch> harness(
            PipelineSupplier pipeline, RecordedMetrics metrics) throws Exception {
        splitter = pipeline.get().holdOut();
        OneInputStreamOperatorTestHarness<Example, MiniBatch> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new BatchOperator(pipeline),
                        ExampleType.of(pipeline.get()).createSerializer(new SerializerConfigImpl()),
                        metrics.environment());
        harness.setup(
                MiniBatchType.of(pipeline.get()).createSerializer(new SerializerConfigImpl()));
        opened.add(harness);
        return harness;
    }

    final OneInputStreamOperatorTestHarness<Example, MiniBatch> open(PipelineSupplier pipeline)
            throws Exception {
        OneInputStreamOperatorTestHarness<Example, MiniBatch> harness = harness(pipeline);
        harness.open();
        return harness;
    }

    final OneInputStreamOperatorTestHarness<Example, MiniBatch> restore(
            PipelineSupplier pipeline, OperatorSubtaskState state) throws Exception {
        OneInputStreamOperatorTestHarness<Example, MiniBatch> harness = harness(pipeline);
        harness.initializeState(state);
        harness.open();
        return harness;
    }

    @AfterEach
    final void close() throws Exception {
        for (OneInputStreamOperatorTestHarness<?, ?> harness : opened) {
            harness.close();
        }
    }

    final void add(
            OneInputStreamOperatorTestHarness<Example, MiniBatch> harness, long from, long to)
            throws Exception {
        // One buffer, as the ingest has one: what the operator keeps it must have copied.
        StreamRecord<Example> reused = new StreamRecord<>(new Example(2, 1));
        for (long number = from; number < to; number++) {
            Example example = TestExamples.example(number);
            example.setSplit(splitter.split(number));
            reused.replace(example);
            harness.processElement(reused);
            Arrays.fill(example.features(), Float.NaN);
            example.setKey(-1);
        }
    }

    static Example example(long key, Split split) {
        Example example = TestExamples.example(key);
        example.setSplit(split);
        return example;
    }

    static List<String> batches(OneInputStreamOperatorTestHarness<Example, MiniBatch> harness) {
        return harness.extractOutputValues().stream().map(BatchTests::describe).toList();
    }

    private static String describe(MiniBatch batch) {
        return (batch.split() == Split.TRAINING ? "train" : "held")
                + Arrays.toString(Arrays.copyOf(batch.keys(), batch.size()));
    }

    static long[] keys(List<MiniBatch> batches, Split split) {
        return batches.stream()
                .filter(batch -> batch.split() == split)
                .flatMapToLong(batch -> Arrays.stream(batch.keys(), 0, batch.size()))
                .toArray();
    }

    /** A pipeline with sections of its own. */
    static PipelineSupplier pipeline(String sections) {
        return () -> {
            try {
                return PipelineFile.parse(
                        """
                        name: toy
                        kafka: {bootstrap.servers: nowhere}
                        features: {columns: [a, b]}
                        target: {column: label, classes: ["no", "yes"]}
                        model: [Linear: {out_features: 1}]
                        loss: BCEWithLogitsLoss
                        optimizer: SGD
                        """
                                + sections,
                        "toy.yaml",
                        Map.of());
            } catch (InvalidPipelineException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
