package dev.gradstream.operator.kafka.sink;

import dev.gradstream.operator.kafka.record.OutboundRecord;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.flink.util.IOUtils;
import org.apache.kafka.clients.admin.Admin;

/**
 * Flink's Kafka sink, without what its transactional writers leave behind. Before they write they
 * look, by an admin client, for transactions that an earlier job left open, and never close it
 * (flink-connector-kafka 5.0.0): each start of a job would leave a thread that asks for its broker
 * for ever, and holds on to the job's classes.
 */
final class TidyKafkaSink
        implements Sink<OutboundRecord>,
                SupportsWriterState<OutboundRecord, KafkaWriterState>,
                SupportsCommitter<KafkaCommittable>,
                SupportsPostCommitTopology<KafkaCommittable>,
                LineageVertexProvider {
    private static final long serialVersionUID = 1L;
    private static final String ADMIN = "adminClient";

    private final KafkaSink<OutboundRecord> sink;
    private final Properties properties;

    /**
     * @param properties that the sink's clients have
     */
    TidyKafkaSink(KafkaSink<OutboundRecord> sink, Properties properties) {
        this.sink = sink;
        this.properties = properties;
    }

    @Override
    public SinkWriter<OutboundRecord> createWriter(WriterInitContext context) throws IOException {
        requireBroker();
        return tidied(sink.createWriter(context));
    }

    @Override
    public StatefulSinkWriter<OutboundRecord, KafkaWriterState> restoreWriter(
            WriterInitContext context, Collection<KafkaWriterState> state) throws IOException {
        requireBroker();
        return tidied(sink.restoreWriter(context, state));
    }

    /**
     * A writer that fails at its start is lost with its admin client; most often for want of a
     * broker.
     */
    private void requireBroker() throws IOException {
        try (Admin admin = Admin.create(properties)) {
            admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw new IOException("no Kafka broker answered the sink", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking for the Kafka broker", e);
        }
    }

    private static <W extends SinkWriter<OutboundRecord>> W tidied(W writer) throws IOException {
        try {
            Field field = writer.getClass().getDeclaredField(ADMIN);
            field.setAccessible(true);
            Admin admin = (Admin) field.get(writer);
            if (admin != null) {
                admin.close();
            }
            return writer;
        } catch (ReflectiveOperationException e) {
            IOUtils.closeQuietly(writer);
            throw new IOException("Flink's Kafka writer has no " + ADMIN + " any more", e);
        }
    }

    @Override
    public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
        return sink.getWriterStateSerializer();
    }

    @Override
    public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
        return sink.createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
        return sink.getCommittableSerializer();
    }

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
        sink.addPostCommitTopology(committed);
    }

    @Override
    public LineageVertex getLineageVertex() {
        return sink.getLineageVertex();
    }
}
