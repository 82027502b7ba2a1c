package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * Binary cross-entropy of a logit, weighted by (1 − p)^γ where p is the probability of the right
 * answer: what is predicted well already counts little (Lin et al., arXiv:1708.02002, as
 * torchvision's {@code sigmoid_focal_loss}); reduction mean over rows and outputs. Targets are 0 or
 * 1.
 *
 * <ul>
 *   <li>output: {@code [batch, n]}
 *   <li>target: {@code [batch, n]}
 * </ul>
 *
 * @param alpha weight of target 1 in [0, 1], that of target 0 being 1 − alpha; −1 weighs neither;
 *     torchvision's default is 0.25
 * @param gamma γ, 0 or more; torchvision's default is 2
 */
public record FocalLoss(double alpha, double gamma) implements Loss {
    public FocalLoss {
        if (!(alpha == -1 || (alpha >= 0 && alpha <= 1))) {
            throw new IllegalArgumentException("alpha must be in [0, 1] or -1, got " + alpha);
        }
        if (!(gamma >= 0 && Double.isFinite(gamma))) {
            throw new IllegalArgumentException("gamma must be 0 or more, got " + gamma);
        }
    }

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        Tensor agreement = output.times(target.times(2).plus(-1));
        // log(1 − p) = −softplus(agreement), log p = −softplus(−agreement)
        Tensor focus = agreement.softplus().times(-gamma).exp();
        Tensor loss = focus.times(agreement.negate().softplus());
        return alpha < 0 ? loss : loss.times(target.times(2 * alpha - 1).plus(1 - alpha));
    }

    @Override
    public OutputMeaning outputMeaning() {
        return OutputMeaning.LOGIT;
    }
}
