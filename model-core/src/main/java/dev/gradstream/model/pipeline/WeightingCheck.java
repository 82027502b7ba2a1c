package dev.gradstream.model.pipeline;

import dev.gradstream.model.learn.SampledNegatives;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.NLLLoss;
import dev.gradstream.model.loss.TargetKind;
import dev.gradstream.model.pipeline.catalog.DeclaredLoss;
import dev.gradstream.model.pipeline.catalog.TargetForm;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Optional;

/** Holds what examples count against what is predicted, and by which loss. */
final class WeightingCheck {
    private final Section training;

    private WeightingCheck(Section training) {
        this.training = training;
    }

    /** Reports what does not belong together, as far as it is known. */
    static void check(
            Section root,
            Weighting weighting,
            DeclaredFeatures features,
            DeclaredTarget target,
            Optional<DeclaredLoss> loss) {
        Optional<Section> training =
                root.optional("training").filter(Value::isSection).flatMap(Value::section);
        if (training.isEmpty()) {
            return;
        }
        WeightingCheck check = new WeightingCheck(training.get());
        FieldCheck fields = new FieldCheck(features, target);
        weighting
                .field()
                .ifPresent(
                        f -> fields.check(f, check.place(WeightingKeys.SAMPLE_WEIGHT), "a weight"));
        Optional<TargetForm> form =
                target.form()
                        .filter(f -> loss.filter(l -> l.rule().refusal(f).isEmpty()).isPresent());
        form.ifPresent(f -> check.checkClasses(weighting, f, loss.orElseThrow().loss()));
    }

    private void checkClasses(Weighting weighting, TargetForm form, Loss loss) {
        weighting.classes().ifPresent(balanced -> checkBalanced(form, loss));
        if (weighting.keepNegatives() < 1 && !isCorrectable(form, loss)) {
            place(WeightingKeys.KEEP_NEGATIVES)
                    .refuse(
                            "needs a target of two classes, or one column of 0 and 1, under"
                                    + " BCEWithLogitsLoss or CrossEntropyLoss: only their"
                                    + " probabilities can be corrected for what is left out");
        }
    }

    private void checkBalanced(TargetForm form, Loss loss) {
        TargetKind kind = loss.targetKind(form.columns());
        Value place = place(WeightingKeys.CLASS_WEIGHT);
        if (kind == TargetKind.NUMBER) {
            place.refuse("weighs classes, and numbers are predicted; leave it out");
        } else if (form.columns() > 1) {
            place.refuse("weighs the classes of a single target column; leave it out");
        } else if (hasWeights(loss)) {
            place.refuse(
                    loss.name()
                            + " weighs the classes already; leave out its weights, or class_weight");
        }
    }

    private static boolean hasWeights(Loss loss) {
        return (loss instanceof BCEWithLogitsLoss bce && !bce.posWeight().isEmpty())
                || (loss instanceof CrossEntropyLoss entropy && !entropy.weight().isEmpty())
                || (loss instanceof NLLLoss nll && !nll.weight().isEmpty());
    }

    private static boolean isCorrectable(TargetForm form, Loss loss) {
        boolean twoClasses = form.columns() == 1 && (form.classes() == 2 || form.classes() == 0);
        int outputs = loss.targetKind(form.columns()) == TargetKind.CLASS ? form.classes() : 1;
        return twoClasses && SampledNegatives.isCorrectable(loss, outputs);
    }

    private Value place(String key) {
        return training.optional(key).orElseThrow();
    }
}
