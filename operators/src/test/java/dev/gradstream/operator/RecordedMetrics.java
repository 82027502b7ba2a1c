package dev.gradstream.operator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;

/** What a task's operators registered with Flink, by the end of the metric's identifier. */
public final class RecordedMetrics {
    private final Map<String, Metric> byIdentifier = new ConcurrentHashMap<>();

    /** An environment for a harness, whose metrics are recorded here. */
    public MockEnvironment environment() {
        TestingMetricRegistry registry =
                TestingMetricRegistry.builder()
                        .setRegisterConsumer(
                                (metric, name, group) ->
                                        byIdentifier.put(group.getMetricIdentifier(name), metric))
                        .build();
        TaskMetricGroup task =
                TaskManagerMetricGroup.createTaskManagerMetricGroup(
                                registry, "localhost", ResourceID.generate())
                        .addJob(new JobID(), "job")
                        .addTask(ExecutionAttemptID.randomId(), "task");
        return new MockEnvironmentBuilder()
                .setManagedMemorySize(3 << 20)
                .setBufferSize(1024)
                .setMetricGroup(task)
                .build();
    }

    public long counter(String name) {
        return ((Counter) metric(name)).getCount();
    }

    public Object gauge(String name) {
        return ((Gauge<?>) metric(name)).getValue();
    }

    /** How many values a histogram has taken. */
    public long histogram(String name) {
        return ((Histogram) metric(name)).getCount();
    }

    private Metric metric(String name) {
        return byIdentifier.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("." + name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + byIdentifier));
    }
}
