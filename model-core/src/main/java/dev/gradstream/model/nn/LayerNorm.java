package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * Each row to mean 0 and variance 1, then an affine map of each feature, as PyTorch's {@code
 * nn.LayerNorm} over the features (Ba, Kiros and Hinton, arXiv:1607.06450).
 *
 * <ul>
 *   <li>input and output: {@code [batch, features]}
 *   <li>parameters: {@code weight [features]}, 1 at first, and {@code bias [features]}, 0 at first
 * </ul>
 *
 * @param eps added to the variance, above 0; PyTorch's default is 1e-5
 * @param elementwiseAffine whether there are parameters; PyTorch's default is true
 */
public record LayerNorm(double eps, boolean elementwiseAffine) implements Layer {
    public LayerNorm {
        if (!(eps > 0 && Double.isFinite(eps))) {
            throw new IllegalArgumentException("eps must be above 0, got " + eps);
        }
    }

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        if (x.shape().rank() != 2) {
            throw new IllegalArgumentException(
                    "LayerNorm takes [batch, features], got " + x.shape());
        }
        Tensor centred = x.minus(x.rowMean());
        Tensor variance = centred.square().rowMean();
        Tensor normal = centred.dividedBy(variance.plus(eps).sqrt());
        return elementwiseAffine ? Affine.of(graph, normal) : normal;
    }
}
