package dev.gradstream.job.page.history;

import dev.gradstream.model.data.Split;
import dev.gradstream.model.nn.Summary;
import dev.gradstream.model.pipeline.Pipeline;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What does not change while a model learns.
 *
 * @param classes labels in their order; empty where a number is predicted
 * @param targets columns that are predicted
 * @param network the layers' names in their order
 * @param splits what figures are told of, in the words of reports
 * @param parameters how many numbers the network learns
 */
record About(
        String model,
        List<String> classes,
        List<String> targets,
        List<String> splits,
        String network,
        long parameters,
        String loss) {

    private static List<String> splits(Pipeline pipeline) {
        return Arrays.stream(Split.values())
                .filter(split -> split == Split.TRAINING || pipeline.holdOutRule(split).isPresent())
                .map(split -> split.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static About of(Pipeline pipeline) {
        Summary network = pipeline.summary();
        return new About(
                pipeline.name(),
                pipeline.target().classes(),
                pipeline.target().columns(),
                splits(pipeline),
                network.rows().stream().map(Summary.Row::type).collect(Collectors.joining(" → ")),
                network.parameters(),
                pipeline.loss().name());
    }
}
