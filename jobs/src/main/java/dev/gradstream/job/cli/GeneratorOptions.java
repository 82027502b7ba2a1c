package dev.gradstream.job.cli;

import dev.gradstream.job.generate.ConceptFamily;
import dev.gradstream.job.generate.Drift;
import dev.gradstream.job.generate.GeneratedRows;
import dev.gradstream.job.generate.Hyperplane;
import dev.gradstream.job.generate.RandomRbf;
import dev.gradstream.job.generate.Sea;
import dev.gradstream.job.generate.Sine;
import dev.gradstream.job.generate.click.ClickRecords;
import dev.gradstream.job.generate.click.ClickSettings;
import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.replay.format.RowEncoder;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which stream is generated, and how. */
final class GeneratorOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--generator",
            paramLabel = "NAME",
            description = "Generate a stream instead: ${COMPLETION-CANDIDATES}.")
    private Optional<GeneratorKind> kind = Optional.empty();

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "How many records are generated (default: no end).")
    private Optional<Long> records = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Decides what is generated (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--drift-at",
            paramLabel = "N",
            split = ",",
            description = "At which records, counted from 0, the next concept begins.")
    private List<Long> driftAt = List.of();

    @Option(
            names = "--drift-width",
            paramLabel = "W",
            defaultValue = "0",
            description = "Over about how many records it comes in (default: at once).")
    private double driftWidth;

    @Option(
            names = "--noise",
            paramLabel = "P",
            defaultValue = "0",
            description = "Share of labels that are wrong (default: ${DEFAULT-VALUE}).")
    private double noise;

    @Option(
            names = "--concepts",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,3,4",
            description = "sea, sine: the concepts in their order (default: ${DEFAULT-VALUE}).")
    private List<Integer> concepts;

    @Option(
            names = "--dimensions",
            paramLabel = "N",
            defaultValue = "10",
            description = "hyperplane, rbf: number of features (default: ${DEFAULT-VALUE}).")
    private int dimensions;

    @Option(
            names = "--rotating",
            paramLabel = "N",
            defaultValue = "2",
            description = "hyperplane: how many weights change (default: ${DEFAULT-VALUE}).")
    private int rotating;

    @Option(
            names = "--magnitude",
            paramLabel = "X",
            defaultValue = "0.001",
            description = "hyperplane: change of a weight per record (default: ${DEFAULT-VALUE}).")
    private double magnitude;

    @Option(
            names = "--sigma",
            paramLabel = "P",
            defaultValue = "0.1",
            description = "hyperplane: chance of a change to turn (default: ${DEFAULT-VALUE}).")
    private double sigma;

    @Option(
            names = "--classes",
            paramLabel = "N",
            defaultValue = "2",
            description = "rbf: number of classes (default: ${DEFAULT-VALUE}).")
    private int classes;

    @Option(
            names = "--centroids",
            paramLabel = "N",
            defaultValue = "50",
            description = "rbf: number of clouds (default: ${DEFAULT-VALUE}).")
    private int centroids;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "0.0001",
            description = "rbf: how far a cloud moves per record (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "clicks: mean time between impressions (default: ${DEFAULT-VALUE}).")
    private double interval;

    @Option(
            names = "--delay",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "clicks: mean time until the click (default: ${DEFAULT-VALUE}).")
    private double delay;

    @Option(
            names = "--lost",
            paramLabel = "P",
            defaultValue = "0.05",
            description = "clicks: share that never comes (default: ${DEFAULT-VALUE}).")
    private double lost;

    /** Whether a generator is named. */
    boolean named() {
        return kind.isPresent();
    }

    /** Whether it is the one of two topics. */
    boolean clicks() {
        return kind.equals(Optional.of(GeneratorKind.CLICKS));
    }

    OptionalLong records() {
        return records.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** Refuses options that do not go with the generator, or with none, or are out of range. */
    void requireSound() {
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            String name = option.longestName();
            if (GeneratorKind.anyTakes(name) && kind.isEmpty()) {
                throw refused(name + " is about a generator; name it by --generator");
            }
            if (GeneratorKind.anyTakes(name) && !kind.orElseThrow().takes(name)) {
                throw refused("the generator " + kind.get() + " has no " + name);
            }
        }
        if (records.isPresent() && records.get() < 1) {
            throw refused("--records must be at least 1, got " + records.get());
        }
        if (!(noise >= 0 && noise <= 1)) {
            throw refused("--noise must be from 0 to 1, got " + noise);
        }
        try {
            drift();
            clickSettings();
            if (named() && !clicks()) {
                family();
            }
        } catch (IllegalArgumentException e) {
            throw refused("the generator " + kind.orElseThrow() + ": " + e.getMessage());
        }
    }

    private ParameterException refused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** The rows of a generator of one topic. */
    Replay.Rows open(Pipeline pipeline) throws IOException {
        if (pipeline.labels().isPresent()) {
            throw new DataFileException(
                    "the pipeline reads labels from a topic of their own; of the generators only"
                            + " clicks sends there");
        }
        GeneratedRows rows = new GeneratedRows(pipeline, family(), drift(), noise, seed, records());
        return RowEncoder.of(pipeline, rows).records(rows);
    }

    /** The records of the generator of two topics. */
    ClickRecords openClicks(Pipeline pipeline) throws IOException {
        ClickSettings settings = clickSettings();
        return new ClickRecords(pipeline, settings, records.orElse(Long.MAX_VALUE));
    }

    private Drift drift() {
        return new Drift(driftAt, driftWidth);
    }

    private ConceptFamily family() {
        return switch (kind.orElseThrow()) {
            case SEA -> new Sea(concepts);
            case SINE -> new Sine(concepts);
            case HYPERPLANE -> new Hyperplane(dimensions, rotating, magnitude, sigma);
            case RBF -> new RandomRbf(dimensions, classes, centroids, speed);
            case CLICKS -> throw new IllegalStateException("clicks are no concepts");
        };
    }

    private ClickSettings clickSettings() {
        return new ClickSettings(1000 * interval, 1000 * delay, lost, seed);
    }
}
