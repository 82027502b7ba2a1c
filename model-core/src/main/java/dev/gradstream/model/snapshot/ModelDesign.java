package dev.gradstream.model.snapshot;

import dev.gradstream.model.data.Excerpt;
import java.util.ArrayList;
import java.util.List;

/**
 * What parameters are for: the same numbers mean something else behind other inputs, between other
 * layers or under another loss.
 *
 * @param columns feature columns, in order
 * @param targets the columns that are predicted, in order
 * @param classes labels by number; empty for regression
 * @param scaling of the features, in one word
 * @param targetScaling of the target, in one word
 * @param layers each in words, with its arguments, as {@code Dropout[p=0.2]}
 * @param loss in words, with its arguments
 * @param keepNegatives share of the examples of the first of two classes that was learnt from, in
 *     (0, 1]
 */
public record ModelDesign(
        List<String> columns,
        List<String> targets,
        List<String> classes,
        String scaling,
        String targetScaling,
        List<String> layers,
        String loss,
        double keepNegatives) {

    /** Of parameters that come without a word. */
    public static final ModelDesign UNKNOWN =
            new ModelDesign(List.of(), List.of(), List.of(), "", "", List.of(), "");

    /** Of a model that has learnt from all examples. */
    public ModelDesign(
            List<String> columns,
            List<String> targets,
            List<String> classes,
            String scaling,
            String targetScaling,
            List<String> layers,
            String loss) {
        this(columns, targets, classes, scaling, targetScaling, layers, loss, 1);
    }

    public ModelDesign {
        columns = List.copyOf(columns);
        targets = List.copyOf(targets);
        classes = List.copyOf(classes);
        layers = List.copyOf(layers);
        if (!(keepNegatives > 0 && keepNegatives <= 1)) {
            throw new IllegalArgumentException(
                    "keep_negatives must be above 0, up to 1, got " + keepNegatives);
        }
    }

    /**
     * How a wanted design differs; what is unknown differs in nothing.
     *
     * @return each difference as {@code classes are [a, b], but [a, c] are needed}
     */
    public List<String> differences(ModelDesign wanted) {
        List<String> differences = new ArrayList<>();
        if (!equals(UNKNOWN)) {
            compare("feature columns are", columns, wanted.columns, differences);
            compare("target columns are", targets, wanted.targets, differences);
            compare("classes are", classes, wanted.classes, differences);
            compare("scaling is", scaling, wanted.scaling, differences);
            compare("scaling of the target is", targetScaling, wanted.targetScaling, differences);
            compare("layers are", layers, wanted.layers, differences);
            compare("loss is", loss, wanted.loss, differences);
            compare("keep_negatives is", keepNegatives, wanted.keepNegatives, differences);
        }
        return differences;
    }

    private static void compare(String what, Object here, Object wanted, List<String> differences) {
        if (!here.equals(wanted)) {
            String verb = what.endsWith("are") ? "are" : "is";
            differences.add(
                    what + " " + shown(here) + ", but " + shown(wanted) + " " + verb + " needed");
        }
    }

    private static String shown(Object words) {
        return Excerpt.sentence(words.toString());
    }
}
