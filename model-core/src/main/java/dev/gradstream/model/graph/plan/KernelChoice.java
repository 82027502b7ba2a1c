package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.DropoutMask;
import dev.gradstream.model.graph.Elementwise;
import dev.gradstream.model.graph.Expand;
import dev.gradstream.model.graph.Expand.Pattern;
import dev.gradstream.model.graph.MatMul;
import dev.gradstream.model.graph.Primitive;
import dev.gradstream.model.graph.SparsemaxThreshold;
import dev.gradstream.model.graph.SumTo;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.graph.plan.Schedule.Group;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The instruction for each group of tensors. */
final class KernelChoice {
    private final Kernels kernels;
    private final int batch;
    private final Workspace workspace;
    private final RowKernels rows;
    private final Nd4jKernels nd4j;
    private final Function<Tensor, Optional<Slice>> memory;

    /**
     * @param memory where a tensor lies; empty for those that stay inside a fused kernel and those
     *     that are read through
     */
    KernelChoice(
            Kernels kernels,
            int batch,
            Workspace workspace,
            VectorPool pool,
            Function<Tensor, Optional<Slice>> memory) {
        this.kernels = kernels;
        this.batch = batch;
        this.workspace = workspace;
        this.rows = new RowKernels(workspace);
        this.nd4j = new Nd4jKernels(pool);
        this.memory = memory;
    }

    Instruction instruction(Group group) {
        if (group.fused()) {
            return Axpy.of(group, memory)
                    .orElseGet(
                            () -> new FusedKernelBuilder(workspace, group, batch, memory).build());
        }
        Tensor tensor = group.tensors().get(0);
        Primitive primitive = tensor.primitive();
        if (primitive instanceof MatMul matmul) {
            return matmul(matmul, tensor);
        }
        if (primitive instanceof DropoutMask mask) {
            return new MaskKernel(mask, slice(tensor));
        }
        if (primitive instanceof SparsemaxThreshold) {
            return new SparsemaxKernel(slice(tensor.input(0)), slice(tensor));
        }
        return kernels == Kernels.BLOCKS ? rowKernel(tensor) : nd4jKernel(tensor);
    }

    private Instruction matmul(MatMul primitive, Tensor product) {
        Tensor a = product.input(0);
        Tensor b = product.input(1);
        return kernels == Kernels.BLOCKS
                ? new Gemm(primitive, matrix(a), matrix(b), matrix(product), Gemm.SMALL_KERNELS)
                : nd4j.matmul(primitive, array(a), array(b), array(product));
    }

    private Matrix matrix(Tensor tensor) {
        return Matrix.of(slice(tensor), tensor.shape(), batch);
    }

    /** Copies a tensor to another place. */
    Instruction copy(Tensor tensor, Slice to) {
        return nd4j.expand(array(tensor), to.array(tensor.shape().sizes(batch)));
    }

    private Instruction rowKernel(Tensor tensor) {
        Tensor input = tensor.input(0);
        int width = input.shape().last(batch);
        return tensor.primitive() instanceof SumTo
                ? rows.sum(sumPattern(tensor), slice(input), slice(tensor), width)
                : rows.max(slice(input), slice(tensor), width);
    }

    private Instruction nd4jKernel(Tensor tensor) {
        Primitive primitive = tensor.primitive();
        if (primitive instanceof Elementwise elementwise) {
            return nd4j.elementwise(
                    elementwise, tensor.inputs().stream().map(this::array).toList(), array(tensor));
        }
        if (primitive instanceof Expand) {
            return nd4j.expand(array(tensor.input(0)), array(tensor));
        }
        return primitive instanceof SumTo
                ? nd4j.sum(sumPattern(tensor), array(tensor.input(0)), array(tensor))
                : nd4j.max(array(tensor.input(0)), array(tensor));
    }

    private static Pattern sumPattern(Tensor sum) {
        return Expand.pattern(sum.shape(), sum.input(0).shape());
    }

    private Slice slice(Tensor tensor) {
        return memory.apply(tensor).orElseThrow();
    }

    /** The tensor's array; that of the small tensor where it is read through. */
    private INDArray array(Tensor tensor) {
        return memory.apply(tensor)
                .map(slice -> slice.array(tensor.shape().sizes(batch)))
                .orElseGet(() -> array(tensor.input(0)));
    }
}
