package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Elementwise;
import dev.gradstream.model.graph.Expand;
import dev.gradstream.model.graph.Expand.Pattern;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.graph.plan.BlockLoops.ScalarLoop;
import dev.gradstream.model.graph.plan.BlockLoops.VectorLoop;
import dev.gradstream.model.graph.plan.Blocks.Stage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns elementwise tensors of one shape into one kernel: what it reads from outside is loaded into
 * blocks, each tensor is a loop from block to block, and what others read is stored. A block is
 * used again once its tensor has been read for the last time.
 */
final class FusedKernelBuilder {

    /** A number that holds for one run. */
    private static final class Coefficient {
        private float value;
    }

    private final Workspace workspace;
    private final Schedule.Group group;
    private final int batch;
    private final Function<Tensor, Optional<Slice>> memory;
    private final List<Runnable> before = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Map<Tensor, Integer> blocks = new HashMap<>();
    private final Map<Tensor, Coefficient> numbers = new HashMap<>();
    private final Map<Tensor, Integer> readsLeft = new HashMap<>();
    private final BitSet taken = new BitSet();
    private int blocksUsed;

    /**
     * @param memory where a tensor lies, for those that lie in native memory
     */
    FusedKernelBuilder(
            Workspace workspace,
            Schedule.Group group,
            int batch,
            Function<Tensor, Optional<Slice>> memory) {
        this.workspace = workspace;
        this.group = group;
        this.batch = batch;
        this.memory = memory;
        group.tensors().stream()
                .flatMap(tensor -> tensor.inputs().stream())
                .forEach(input -> readsLeft.merge(input, 1, Integer::sum));
    }

    FusedKernel build() {
        for (Tensor tensor : group.tensors()) {
            if (tensor.primitive() instanceof Elementwise primitive) {
                compute(tensor, primitive);
            }
            memory.apply(tensor).ifPresent(slice -> stages.add(Blocks.store(block(tensor), slice)));
        }
        return new FusedKernel(
                before.toArray(Runnable[]::new),
                stages.toArray(Stage[]::new),
                group.shape().elements(batch),
                group.shape().last(batch));
    }

    private void compute(Tensor tensor, Elementwise primitive) {
        Tensor left = tensor.input(0);
        Tensor right = tensor.inputs().get(tensor.inputs().size() - 1);
        Optional<ScalarLoop> rightLoop =
                isNumber(right) ? workspace.loops().numberOnTheRight(primitive) : Optional.empty();
        Optional<ScalarLoop> leftLoop =
                isNumber(left) ? workspace.loops().numberOnTheLeft(primitive) : Optional.empty();
        if (rightLoop.isPresent()) {
            withNumber(tensor, rightLoop.get(), left, right);
        } else if (leftLoop.isPresent()) {
            withNumber(tensor, leftLoop.get(), right, left);
        } else {
            withBlocks(tensor, workspace.loops().vector(primitive), left, right);
        }
    }

    private void withNumber(Tensor tensor, ScalarLoop loop, Tensor operand, Tensor expanded) {
        float[] a = block(operand);
        Coefficient coefficient = coefficient(expanded.input(0));
        release(operand);
        release(expanded);
        float[] out = newBlock(tensor);
        stages.add((at, n) -> loop.run(a, coefficient.value, out, n));
    }

    private void withBlocks(Tensor tensor, VectorLoop loop, Tensor left, Tensor right) {
        float[] a = block(left);
        float[] b = block(right);
        tensor.inputs().forEach(this::release);
        float[] out = newBlock(tensor);
        stages.add((at, n) -> loop.run(a, b, out, n));
    }

    private boolean isNumber(Tensor tensor) {
        return isExpandedHere(tensor) && pattern(tensor) == Pattern.SCALAR;
    }

    private boolean isExpandedHere(Tensor tensor) {
        return tensor.primitive() instanceof Expand
                && (memory.apply(tensor).isEmpty() || group.tensors().contains(tensor));
    }

    private static Pattern pattern(Tensor expanded) {
        return Expand.pattern(expanded.input(0).shape(), expanded.shape());
    }

    /** The block of a tensor, loaded if it comes from outside. */
    private float[] block(Tensor tensor) {
        Integer known = blocks.get(tensor);
        if (known != null) {
            return workspace.block(known);
        }
        if (isExpandedHere(tensor)) {
            // Filled once a run, so no other tensor may ever use this block.
            float[] block = occupy(tensor, blocksUsed);
            stages.add(expand(tensor, block));
            return block;
        }
        float[] block = newBlock(tensor);
        stages.add(Blocks.load(memory.apply(tensor).orElseThrow(), block));
        return block;
    }

    private Stage expand(Tensor tensor, float[] block) {
        Slice source = memory.apply(tensor.input(0)).orElseThrow();
        return switch (pattern(tensor)) {
            case SCALAR -> Blocks.fill(source, block);
            case ROW -> Blocks.repeatRow(source, block);
            case COLUMN -> Blocks.repeatColumn(source, tensor.shape().last(batch), block);
        };
    }

    private float[] newBlock(Tensor tensor) {
        return occupy(tensor, taken.nextClearBit(0));
    }

    private float[] occupy(Tensor tensor, int number) {
        taken.set(number);
        blocksUsed = Math.max(blocksUsed, number + 1);
        blocks.put(tensor, number);
        return workspace.block(number);
    }

    private void release(Tensor tensor) {
        boolean lastRead = readsLeft.merge(tensor, -1, Integer::sum) == 0;
        Integer block = blocks.get(tensor);
        if (lastRead && block != null && !isExpandedHere(tensor)) {
            taken.clear(block);
        }
    }

    private Coefficient coefficient(Tensor scalar) {
        return numbers.computeIfAbsent(
                scalar,
                tensor -> {
                    Slice source = memory.apply(tensor).orElseThrow();
                    FloatBuffer floats = source.vector().floats();
                    Coefficient coefficient = new Coefficient();
                    before.add(() -> coefficient.value = floats.get(source.offset()));
                    return coefficient;
                });
    }
}
