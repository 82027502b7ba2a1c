package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Leaf;
import dev.gradstream.model.graph.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what of a graph is to be computed, for how many rows, and where it lies. */
public final class PlanBuilder {
    private final int batch;
    private final Precision precision;
    private final Kernels kernels;
    private final Workspace workspace;
    private final Set<Tensor> results = new LinkedHashSet<>();
    private final Map<Tensor, Slice> bound = new LinkedHashMap<>();
    private final List<Map.Entry<Tensor, Slice>> copies = new ArrayList<>();

    /**
     * A plan of nothing yet.
     *
     * @param batch what {@link dev.gradstream.model.graph.Shape#BATCH} stands for
     * @param workspace shared by plans that never run at the same time
     */
    public PlanBuilder(int batch, Precision precision, Kernels kernels, Workspace workspace) {
        if (kernels == Kernels.BLOCKS && precision != Precision.FLOAT) {
            throw new IllegalArgumentException("block kernels compute with FLOAT only");
        }
        this.batch = batch;
        this.precision = precision;
        this.kernels = kernels;
        this.workspace = workspace;
    }

    /** Asks for tensors that can be read after a run. */
    public PlanBuilder results(List<Tensor> tensors) {
        results.addAll(tensors);
        return this;
    }

    /** Asks for a tensor, and says where it shall lie: in several places, if asked again. */
    public PlanBuilder result(Tensor tensor, Slice slice) {
        if (bound.containsKey(tensor) || tensor.primitive() instanceof Leaf) {
            requireLength(tensor, slice);
            results.add(tensor);
            copies.add(Map.entry(tensor, slice));
            return this;
        }
        results.add(tensor);
        return bind(tensor, slice);
    }

    /** Says where a leaf lies, which outlives the plan. */
    public PlanBuilder bind(Tensor tensor, Slice slice) {
        requireLength(tensor, slice);
        bound.put(tensor, slice);
        return this;
    }

    private void requireLength(Tensor tensor, Slice slice) {
        if (slice.length() != tensor.shape().elements(batch)) {
            throw new IllegalArgumentException(
                    tensor.shape() + " does not lie in " + slice.length() + " numbers");
        }
    }

    /**
     * Builds memory, operations and contexts.
     *
     * @throws IllegalArgumentException if a leaf is read after the result that overwrites it
     */
    public Plan compile() {
        return new Compilation(batch, precision, kernels, workspace, results, bound).plan(copies);
    }
}
