package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;

/**
 * Each feature to mean 0 and variance 1, then an affine map of it, as PyTorch's {@code
 * nn.BatchNorm1d} (Ioffe and Szegedy, arXiv:1502.03167).
 *
 * <p>In training mean and variance are the batch's, and the running ones move towards them by
 * {@code momentum}; in evaluation they are the running ones. A batch of one row, which PyTorch
 * refuses, has no variance: it is normalised by the running statistics, which stay as they are.
 *
 * <ul>
 *   <li>input and output: {@code [batch, features]}
 *   <li>parameters: {@code weight [features]}, 1 at first, and {@code bias [features]}, 0 at first
 *   <li>buffers: {@code running_mean [features]}, 0 at first, and {@code running_var [features]}, 1
 *       at first, which is taken of the unbiased variance n / (n − 1) · Var. PyTorch's {@code
 *       num_batches_tracked} serves a momentum of none alone and is not kept
 * </ul>
 *
 * @param eps added to the variance, above 0; PyTorch's default is 1e-5
 * @param momentum weight of the newest batch in the running statistics, in [0, 1]; PyTorch's
 *     default is 0.1
 * @param affine whether there are parameters; PyTorch's default is true
 */
public record BatchNorm1d(double eps, double momentum, boolean affine) implements Layer {
    public BatchNorm1d {
        if (!(eps > 0 && Double.isFinite(eps))) {
            throw new IllegalArgumentException("eps must be above 0, got " + eps);
        }
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException("momentum must be in [0, 1], got " + momentum);
        }
    }

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        if (x.shape().rank() != 2) {
            throw new IllegalArgumentException(
                    "BatchNorm1d takes [batch, features], got " + x.shape());
        }
        Shape features = Shape.of(x.shape().last());
        Tensor runningMean = graph.buffer("running_mean", features, 0, Double.NEGATIVE_INFINITY);
        Tensor runningVariance = graph.buffer("running_var", features, 1, 0);
        Tensor normal =
                graph.goesByTheBatch()
                        ? byTheBatch(graph, x, runningMean, runningVariance)
                        : normalised(x.minus(runningMean), runningVariance);
        return affine ? Affine.of(graph, normal) : normal;
    }

    private Tensor byTheBatch(Graph graph, Tensor x, Tensor runningMean, Tensor runningVariance) {
        Tensor mean = x.columnMean();
        Tensor centred = x.minus(mean);
        Tensor variance = centred.square().columnMean();
        Tensor rows = graph.count(Shape.of(Shape.BATCH));
        Tensor unbiased = variance.times(rows.dividedBy(rows.plus(-1)));
        graph.update(runningMean, moved(runningMean, mean));
        graph.update(runningVariance, moved(runningVariance, unbiased));
        return normalised(centred, variance);
    }

    private Tensor moved(Tensor running, Tensor batch) {
        return running.times(1 - momentum).plus(batch.times(momentum));
    }

    private Tensor normalised(Tensor centred, Tensor variance) {
        return centred.dividedBy(variance.plus(eps).sqrt());
    }
}
