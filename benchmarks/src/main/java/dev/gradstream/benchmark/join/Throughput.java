package dev.gradstream.benchmark.join;

import dev.gradstream.model.data.Example;
import dev.gradstream.operator.ingest.IngestOperator;
import dev.gradstream.operator.join.DecodedRecord;
import dev.gradstream.operator.join.DelayedRecords;
import dev.gradstream.operator.join.JoinOperator;
import dev.gradstream.operator.kafka.record.RawRecord;
import dev.gradstream.operator.kafka.record.SingletonType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.CoMapFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Records a second through ingest and join with a million keys open, by state backend. */
public final class Throughput {
    private static final long TARGET = 50_000;
    private static final long TIMED = 1_300_000;
    private static final AtomicLong EXAMPLES = new AtomicLong();
    private static volatile long examplesAtTheEnd;

    private Throughput() {}

    /** What stands behind the ingest. */
    private enum Stage {
        SHUFFLE("bare shuffle"),
        HEAP("join, heap"),
        ROCKSDB("join, RocksDB");

        private final String title;

        Stage(String title) {
            this.title = title;
        }
    }

    /**
     * Runs each stage once; the exit status is 1 if RocksDB is below the target.
     *
     * @param args a folder for state, then how many records are timed, if they are others
     */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Traffic traffic = new Traffic(args.length > 1 ? Long.parseLong(args[1]) : TIMED);
        System.out.printf("%-14s %10s %9s %12s%n", "", "records/s", "ratio", "open keys");
        double shuffled = 0;
        double rate = 0;
        for (Stage stage : Stage.values()) {
            run(stage, traffic, folder);
            rate = traffic.rate();
            shuffled = stage == Stage.SHUFFLE ? rate : shuffled;
            System.out.printf(
                    "%-14s %,10.0f %9.2f %,12d%n",
                    stage.title,
                    rate,
                    rate / shuffled,
                    stage == Stage.SHUFFLE ? 0 : traffic.impressions() - examplesAtTheEnd);
        }
        System.out.printf(
                "RocksDB: %,.0f records/s, target %,d: %s%n",
                rate, TARGET, rate >= TARGET ? "met" : "NOT MET");
        System.exit(rate >= TARGET ? 0 : 1);
    }

    private static void run(Stage stage, Traffic traffic, Path folder) throws Exception {
        EXAMPLES.set(0);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1, configuration(stage, folder));
        Traffic.Text pipeline = new Traffic.Text();
        SingleOutputStreamOperator<RawRecord> records =
                env.fromSource(
                        new DataGeneratorSource<>(
                                traffic, traffic.records(), SingletonType.RAW_RECORD),
                        WatermarkStrategy.<RawRecord>forMonotonousTimestamps()
                                .withTimestampAssigner((record, time) -> record.timestamp()),
                        "traffic");
        SingleOutputStreamOperator<DecodedRecord> features =
                IngestOperator.on(
                        records.filter(record -> record.topic().equals(Traffic.FEATURES)),
                        pipeline,
                        DelayedRecords.FEATURES);
        SingleOutputStreamOperator<DecodedRecord> labels =
                IngestOperator.on(
                        records.filter(record -> record.topic().equals(Traffic.LABELS)),
                        pipeline,
                        DelayedRecords.LABELS);
        if (stage == Stage.SHUFFLE) {
            features.connect(labels)
                    .keyBy(DecodedRecord::key, DecodedRecord::key, Types.LONG)
                    .map(new Key())
                    .sinkTo(new DiscardingSink<>());
        } else {
            JoinOperator.on(features, labels, pipeline, "join-throughput")
                    .map(new Count())
                    .sinkTo(new DiscardingSink<>());
        }
        env.execute(stage.title);
    }

    /** As docs/guarantees.md recommends. */
    private static Configuration configuration(Stage stage, Path folder) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        if (stage == Stage.ROCKSDB) {
            configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
            configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
            configuration.set(
                    RocksDBOptions.TIMER_SERVICE_FACTORY,
                    EmbeddedRocksDBStateBackend.PriorityQueueStateType.HEAP);
            configuration.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
            configuration.set(
                    RocksDBOptions.LOCAL_DIRECTORIES, folder.resolve("rocksdb").toString());
            configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
        }
        return configuration;
    }

    /** The generator has come to the end of what is timed. */
    static void stretchEnded() {
        examplesAtTheEnd = EXAMPLES.get();
    }

    private static final class Key implements CoMapFunction<DecodedRecord, DecodedRecord, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long map1(DecodedRecord features) {
            return features.key();
        }

        @Override
        public Long map2(DecodedRecord label) {
            return label.key();
        }
    }

    private static final class Count implements MapFunction<Example, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long map(Example example) {
            EXAMPLES.incrementAndGet();
            return example.key();
        }
    }
}
