package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Leaf;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.graph.plan.Schedule.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run of the compiler: gives every tensor its memory and every group its instruction. */
final class Compilation {
    private final int batch;
    private final Set<Tensor> results;
    private final KnownNumbers known;
    private final Schedule schedule;
    private final VectorPool pool;
    private final KernelChoice choice;
    private final Map<Tensor, Slice> memory;
    private final List<Instruction> instructions = new ArrayList<>();

    Compilation(
            int batch,
            Precision precision,
            Kernels kernels,
            Workspace workspace,
            Set<Tensor> results,
            Map<Tensor, Slice> bound) {
        this.batch = batch;
        this.results = results;
        known = new KnownNumbers(results, batch);
        schedule = Schedule.of(results, this::isGiven, kernels == Kernels.BLOCKS);
        pool = new VectorPool(precision);
        memory = new HashMap<>(bound);
        choice = new KernelChoice(kernels, batch, workspace, pool, this::memory);
    }

    /**
     * Compiles.
     *
     * @param copies places that a result is copied to in the end
     */
    Plan plan(List<Map.Entry<Tensor, Slice>> copies) {
        schedule.given().forEach(this::give);
        for (int i = 0; i < schedule.groups().size(); i++) {
            compute(i, schedule.groups().get(i));
        }
        copies.forEach(copy -> instructions.add(choice.copy(copy.getKey(), copy.getValue())));
        return new Plan(instructions, memory, pool);
    }

    private boolean isGiven(Tensor tensor) {
        return tensor.primitive() instanceof Leaf || known.get(tensor).isPresent();
    }

    private Optional<Slice> memory(Tensor tensor) {
        return Optional.ofNullable(memory.get(tensor));
    }

    private Slice place(Tensor tensor) {
        return memory.computeIfAbsent(tensor, t -> pool.take(t.shape().elements(batch)));
    }

    private void give(Tensor tensor) {
        Slice slice = place(tensor);
        known.get(tensor).ifPresent(value -> slice.vector().put(slice.offset(), value));
        if (tensor.primitive() instanceof Leaf.Row row) {
            for (int i = 0; i < row.values().size(); i++) {
                slice.vector().put(slice.offset() + i, row.values().get(i));
            }
        } else if (tensor.primitive() instanceof Leaf.PerStep perStep) {
            instructions.add(
                    step ->
                            slice.vector()
                                    .put(
                                            slice.offset(),
                                            perStep.function().applyAsDouble((double) step)));
        }
    }

    private void compute(int index, Group group) {
        for (Tensor tensor : group.tensors()) {
            requireNotReadAfter(tensor, index);
            if (results.contains(tensor) || schedule.isReadAfter(tensor, index)) {
                place(tensor);
            }
        }
        instructions.add(choice.instruction(group));
        List<Tensor> dead = new ArrayList<>();
        memory.keySet().stream().filter(tensor -> diesAfter(tensor, index)).forEach(dead::add);
        dead.forEach(tensor -> pool.giveBack(memory.remove(tensor)));
    }

    /** A result may lie where a leaf lies, as an update's do, once the leaf has been read. */
    private void requireNotReadAfter(Tensor result, int group) {
        Slice slice = memory.get(result);
        for (Tensor leaf : schedule.given()) {
            if (memory.get(leaf).equals(slice) && schedule.isReadAfter(leaf, group)) {
                throw new IllegalArgumentException(
                        leaf + " is read after " + result + " replaced it");
            }
        }
    }

    /** Leaves and results are there for the whole run. */
    private boolean diesAfter(Tensor tensor, int group) {
        return !isGiven(tensor)
                && !results.contains(tensor)
                && schedule.lastReader().getOrDefault(tensor, -1) == group;
    }
}
