package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * y = x Φ(x), Φ the distribution function of the standard normal distribution, for each element, of
 * any shape, as PyTorch's {@code nn.GELU} (Hendrycks and Gimpel, arXiv:1606.08415).
 *
 * @param approximate whether Φ is approximated by a tanh, as PyTorch's {@code approximate='tanh'};
 *     PyTorch's default is false
 */
public record GELU(boolean approximate) implements Layer {

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        Tensor z = approximate ? cubic(x).tanh() : x.times(Math.sqrt(0.5)).erf();
        return x.times(z.plus(1)).times(0.5);
    }

    /** √(2/π) (x + 0.044715 x³). */
    private static Tensor cubic(Tensor x) {
        Tensor factor = x.square().times(0.044715).plus(1);
        return x.times(factor).times(Math.sqrt(2 / Math.PI));
    }
}
