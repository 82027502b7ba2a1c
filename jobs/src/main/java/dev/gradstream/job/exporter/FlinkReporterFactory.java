package dev.gradstream.job.exporter;

import java.util.Map;
import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** For Flink's service loader, in this process alone: the job's jar on a cluster is not asked. */
public final class FlinkReporterFactory implements MetricReporterFactory {
    private static final String PORT = "port";
    private static final String PREFIX = "metrics.reporter.gradstream.";

    /** What makes an embedded cluster export by the reporter that listens at a port. */
    static Map<String, String> configuration(int port) {
        return Map.of(
                PREFIX + "factory.class",
                FlinkReporterFactory.class.getName(),
                PREFIX + PORT,
                Integer.toString(port));
    }

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return FlinkReporter.listeningAt(Integer.parseInt(properties.getProperty(PORT)));
    }
}
