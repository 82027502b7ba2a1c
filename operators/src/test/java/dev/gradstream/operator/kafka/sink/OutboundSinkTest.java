package dev.gradstream.operator.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class OutboundSinkTest {
    private static final WriterInitContext NOT_COME_TO = null;

    private static Pipeline pipeline() throws Exception {
        return PipelineFile.parse(
                """
                name: nowhere
                kafka:
                  bootstrap.servers: 127.0.0.1:1
                  default.api.timeout.ms: 500
                  request.timeout.ms: 500
                features: {columns: [a]}
                target: {column: b}
                model: [Linear: {out_features: 1}]
                loss: MSELoss
                optimizer: {SGD: {lr: 0.1}}
                """,
                "nowhere.yaml",
                Map.of());
    }

    @Test
    void aBrokerThatDoesNotAnswerLeavesNoClientBehind() throws Exception {
        // As a task gets it.
        Sink<OutboundRecord> sink = InstantiationUtil.clone(OutboundSink.metrics(pipeline()));

        assertThatThrownBy(() -> sink.createWriter(NOT_COME_TO))
                .isInstanceOf(IOException.class)
                .hasMessage("no Kafka broker answered the sink");

        assertThat(clients()).isEmpty();
    }

    private static List<String> clients() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("kafka-"))
                .toList();
    }
}
