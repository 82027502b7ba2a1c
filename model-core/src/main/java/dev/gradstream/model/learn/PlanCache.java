package dev.gradstream.model.learn;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Plans by batch size. Batches of a stream have one size, but for the short ones that a timeout or
 * the end of the stream makes: the plans that were used last are kept, the others freed.
 */
final class PlanCache implements AutoCloseable {
    private static final int MOST = 8;

    private final IntFunction<ModelPlan> compiler;
    private final Map<Integer, ModelPlan> plans = new LinkedHashMap<>(MOST, 0.75f, true);

    PlanCache(IntFunction<ModelPlan> compiler) {
        this.compiler = compiler;
    }

    ModelPlan get(int rows) {
        ModelPlan plan = plans.computeIfAbsent(rows, compiler::apply);
        if (plans.size() > MOST) {
            Iterator<ModelPlan> oldestFirst = plans.values().iterator();
            oldestFirst.next().close();
            oldestFirst.remove();
        }
        return plan;
    }

    int size() {
        return plans.size();
    }

    @Override
    public void close() {
        plans.values().forEach(ModelPlan::close);
        plans.clear();
    }
}
