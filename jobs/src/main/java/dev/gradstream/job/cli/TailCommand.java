package dev.gradstream.job.cli;

import dev.gradstream.job.report.ReportLine;
import dev.gradstream.job.topic.TopicFollower;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a pipeline's topics as a person would. */
@Command(
        name = "tail",
        description =
                "Show what jobs of the pipeline wrote to a topic, from its first record on, a line"
                        + " for each record, until Ctrl-C.")
final class TailCommand implements Callable<Integer> {
    @Mixin private PipelineOption pipelineFile;
    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "metrics|signals|dead-letters",
            converter = RoleConverter.class,
            description = "Which topic.")
    private Role role;

    @Option(
            names = "--max",
            paramLabel = "N",
            description = "End after N records (default: never).")
    private long max = Long.MAX_VALUE;

    private long shown;

    /** A topic that can be shown. */
    enum Role {
        METRICS {
            @Override
            String topic(Pipeline pipeline) {
                return pipeline.topics().metrics();
            }
        },
        SIGNALS {
            @Override
            String topic(Pipeline pipeline) {
                return pipeline.topics().signals();
            }
        },
        DEAD_LETTERS {
            @Override
            String topic(Pipeline pipeline) {
                return pipeline.topics().deadLetters();
            }

            @Override
            String line(ConsumerRecord<byte[], byte[]> record) {
                return ReportLine.ofDeadLetter(record);
            }
        };

        abstract String topic(Pipeline pipeline);

        String line(ConsumerRecord<byte[], byte[]> record) {
            return ReportLine.of(record);
        }
    }

    /** Takes the words of the command line. */
    static final class RoleConverter implements ITypeConverter<Role> {
        @Override
        public Role convert(String word) {
            return switch (word) {
                case "metrics" -> Role.METRICS;
                case "signals" -> Role.SIGNALS;
                case "dead-letters" -> Role.DEAD_LETTERS;
                default ->
                        throw new TypeConversionException(
                                word + " is none of metrics, signals, dead-letters");
            };
        }
    }

    @Override
    public Integer call() throws Exception {
        Pipeline pipeline = pipelineFile.read().get();
        try (Topics topics = new Topics(pipeline)) {
            topics.ensureOutputs();
        }
        PrintWriter out = spec.commandLine().getOut();
        try (TopicFollower follower =
                TopicFollower.fromBeginning(pipeline, List.of(role.topic(pipeline)))) {
            // A reader that has gone away, as head does, ends it too.
            while (shown < max && !out.checkError()) {
                follower.poll(record -> show(record, out));
            }
        }
        return 0;
    }

    private void show(ConsumerRecord<byte[], byte[]> record, PrintWriter out) {
        if (shown < max) {
            shown++;
            out.println(role.line(record));
        }
    }
}
