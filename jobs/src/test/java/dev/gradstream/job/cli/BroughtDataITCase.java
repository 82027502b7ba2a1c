package dev.gradstream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples whose data the user brings, on made-up files with the same columns. */
final class BroughtDataITCase {
    private static final Path EXAMPLES = Path.of("..", "examples");

    private static EmbeddedKafka kafka;

    @TempDir private Path folder;

    @BeforeAll
    static void startBroker() throws IOException {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void salariesFollowTheirTextsAndNumbers() throws IOException {
        List<String> levels = List.of("EN", "MI", "SE", "EX");
        List<String> countries = List.of("US", "DE", "IN");
        Path data =
                csv(
                        "work_year,experience_level,employment_type,job_title,salary,salary_currency,"
                                + "salary_in_usd,employee_residence,remote_ratio,company_location,"
                                + "company_size",
                        600,
                        random -> {
                            int level = random.nextInt(4);
                            int country = random.nextInt(3);
                            int salary = 60_000 + 30_000 * level - 20_000 * country;
                            return "%d,%s,FT,%s,1,EUR,%d,%s,%d,%s,%s"
                                    .formatted(
                                            2020 + random.nextInt(3),
                                            levels.get(level),
                                            random.nextBoolean()
                                                    ? "Data Analyst"
                                                    : "\"Head, Data\"",
                                            salary + random.nextInt(10_000),
                                            countries.get(country),
                                            50 * random.nextInt(3),
                                            countries.get(country),
                                            "SML".charAt(random.nextInt(3)));
                        });

        Snapshot model = train("salaries", data, 30);

        assertThat(model.metrics().get("validation.r2")).isGreaterThan(0.8);
    }

    @Test
    void housesFollowTheirFigures() throws IOException {
        Path data =
                csv(
                        "crim,zn,indus,chas,nox,rm,age,dis,rad,tax,ptratio,b,lstat,medv",
                        500,
                        random -> {
                            double[] x = random.doubles(13).toArray();
                            String figures =
                                    IntStream.range(0, 13)
                                            .mapToObj(i -> String.format(Locale.ROOT, "%.4f", x[i]))
                                            .collect(Collectors.joining(","));
                            return figures
                                    + String.format(
                                            Locale.ROOT, ",%.2f", 20 + 30 * x[5] - 20 * x[12]);
                        });

        Snapshot model = train("boston-housing", data, 30);

        assertThat(model.metrics().get("validation.r2")).isGreaterThan(0.9);
    }

    @Test
    void animalsFollowTheirTraits() throws IOException {
        List<String> types =
                List.of(
                        "mammal",
                        "bird",
                        "reptile",
                        "fish",
                        "amphibian",
                        "insect",
                        "mollusc.et.al");
        List<String> legs = List.of("4", "2", "0", "0", "4", "6", "8");
        int[] number = {0};
        Path data =
                csv(
                        "animal_name,hair,feathers,eggs,milk,airborne,aquatic,predator,toothed,"
                                + "backbone,breathes,venomous,fins,legs,tail,domestic,catsize,type",
                        210,
                        random -> {
                            int type = number[0] % 7;
                            String traits =
                                    IntStream.range(0, 12)
                                            .mapToObj(i -> i == type ? "1" : "0")
                                            .collect(Collectors.joining(","));
                            return "animal%d,%s,%s,%d,%d,0,%s"
                                    .formatted(
                                            number[0]++,
                                            traits,
                                            legs.get(type),
                                            random.nextInt(2),
                                            random.nextInt(2),
                                            types.get(type));
                        });

        Snapshot model = train("zoo", data, 40);

        assertThat(model.metrics().get("validation.accuracy")).isGreaterThan(0.95);
    }

    /** What the example's README shows: accuracy falls where the stream turns, and comes back. */
    @Test
    void accuracyFallsAtTheDriftAndRecovers() throws IOException {
        CommandRun run =
                run(
                        "drift",
                        "--generator",
                        "sine",
                        "--records",
                        "19200",
                        "--drift-at",
                        "9600",
                        "--noise",
                        "0.05",
                        "--seed",
                        "7");

        List<Double> accuracies = accuracies(run.out());
        int reports = accuracies.size();
        int drift = reports / 2;
        assertThat(reports).as(run.out()).isEqualTo(30);
        assertThat(accuracies.get(drift - 1)).isGreaterThan(88);
        assertThat(accuracies.get(drift)).isLessThan(40);
        assertThat(accuracies.get(reports - 1)).isGreaterThan(88);
    }

    private static List<Double> accuracies(String out) {
        List<Double> accuracies = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?m)^step .*accuracy ([0-9.]+) %").matcher(out);
        while (matcher.find()) {
            accuracies.add(Double.parseDouble(matcher.group(1)));
        }
        return accuracies;
    }

    private Snapshot train(String example, Path data, int epochs) throws IOException {
        Path out = folder.resolve("model.safetensors");
        CommandRun run =
                run(
                        example,
                        "--data",
                        data.toString(),
                        "--epochs",
                        Integer.toString(epochs),
                        "--shuffle",
                        "1337",
                        "--out",
                        out.toString());
        assertThat(run.out()).contains("refused    0 records");
        return SafeTensors.decode(Files.readAllBytes(out));
    }

    private CommandRun run(String example, String... options) throws IOException {
        String text =
                Files.readString(EXAMPLES.resolve(example).resolve("pipeline.yaml"))
                        .replace(
                                "${KAFKA_BOOTSTRAP_SERVERS:-localhost:9092}",
                                kafka.bootstrapServers());
        Path pipeline = Files.writeString(folder.resolve(example + ".yaml"), text);
        List<String> arguments = new ArrayList<>(List.of("train", "-f", pipeline.toString()));
        arguments.addAll(List.of(options));
        CommandRun run = CommandRun.of(arguments.toArray(new String[0]));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run;
    }

    private Path csv(String header, int rows, Function<Random, String> row) throws IOException {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder(header + "\n");
        for (int i = 0; i < rows; i++) {
            csv.append(row.apply(random)).append('\n');
        }
        return Files.writeString(folder.resolve("data.csv"), csv);
    }
}
