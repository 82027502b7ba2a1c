package dev.gradstream.model.eval.metric;

/**
 * How well the scores of the classes rank the examples.
 *
 * <p>The area under the ROC curve is the share of pairs of an example of a class and one of another
 * that the class's score orders right, ties counted half. Of two classes it is that of the second;
 * of more, the mean over the classes (one against the rest, macro), as scikit-learn's {@code
 * roc_auc_score} with {@code multi_class='ovr'}. A class that no example, or every one, is of has
 * none and is left out of the mean.
 */
public sealed interface Ranking extends Accumulator permits RankedScores, ScoreBuckets {

    /** How many classes there are. */
    int classes();

    /** Whether there are examples of the class and of others. */
    boolean isRanked(int ofClass);

    /** The area of one class against the rest; of no meaning where it is not ranked. */
    double rocAuc(int ofClass);

    /** In [0, 1]; NaN where fewer than two classes occurred. */
    default double rocAuc() {
        double sum = 0;
        int defined = 0;
        for (int c = firstRanked(classes()); c < classes(); c++) {
            if (isRanked(c)) {
                sum += rocAuc(c);
                defined++;
            }
        }
        return sum / defined;
    }

    /** Of two classes the second alone is ranked: the first is its mirror image. */
    static int firstRanked(int classes) {
        return classes == 2 ? 1 : 0;
    }
}
