package dev.gradstream.model.graph.plan;

import static org.bytedeco.openblas.global.openblas.cblas_saxpy;

import dev.gradstream.model.graph.Elementwise;
import dev.gradstream.model.graph.Expand;
import dev.gradstream.model.graph.Expand.Pattern;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.graph.plan.Schedule.Group;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.javacpp.FloatPointer;

/**
 * p ← p − number · g in place, as plain SGD takes a step: by OpenBLAS, which does not copy p and g
 * into blocks and back, and so takes a third of the time of a fused kernel.
 */
final class Axpy implements Instruction {
    private final FloatBuffer number;
    private final int numberAt;
    private final FloatPointer g;
    private final FloatPointer p;
    private final int length;

    private Axpy(Slice number, Slice g, Slice p) {
        this.number = number.vector().floats();
        numberAt = number.offset();
        this.g = g.vector().pointer(g.offset());
        this.p = p.vector().pointer(p.offset());
        length = p.length();
    }

    /**
     * The instruction for a group that is just that; empty for any other.
     *
     * @param memory where a tensor lies; empty for those that stay inside a kernel
     */
    static Optional<Instruction> of(Group group, Function<Tensor, Optional<Slice>> memory) {
        List<Tensor> computed =
                group.tensors().stream()
                        .filter(tensor -> !(tensor.primitive() instanceof Expand))
                        .toList();
        if (computed.size() != 2
                || computed.get(1).primitive() != Elementwise.SUBTRACT
                || computed.get(0).primitive() != Elementwise.MULTIPLY
                || computed.get(1).input(1) != computed.get(0)
                || memory.apply(computed.get(0)).isPresent()) {
            return Optional.empty();
        }
        Tensor product = computed.get(0);
        Tensor difference = computed.get(1);
        Optional<Slice> number = number(product.input(0), memory);
        Optional<Slice> g = memory.apply(product.input(1));
        Optional<Slice> p = memory.apply(difference.input(0));
        boolean inPlace = p.isPresent() && p.equals(memory.apply(difference));
        return number.isPresent() && g.isPresent() && inPlace
                ? Optional.of(new Axpy(number.get(), g.get(), p.get()))
                : Optional.empty();
    }

    private static Optional<Slice> number(Tensor tensor, Function<Tensor, Optional<Slice>> memory) {
        boolean scalar =
                tensor.primitive() instanceof Expand expand
                        && memory.apply(tensor).isEmpty()
                        && Expand.pattern(tensor.input(0).shape(), expand.to()) == Pattern.SCALAR;
        return scalar ? memory.apply(tensor.input(0)) : Optional.empty();
    }

    @Override
    public void run(long step) {
        cblas_saxpy(length, -number.get(numberAt), g, 1, p, 1);
    }
}
