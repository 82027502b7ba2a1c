package dev.gradstream.model.pipeline;

import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.RateReduction;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import java.util.Optional;

/**
 * What the file says of early stopping.
 *
 * @param rule empty where learning never stops by itself
 * @param reduction of the learning rate when patience ends; empty where something else happens then
 */
record DeclaredEarlyStopping(Optional<EarlyStopping> rule, Optional<RateReduction> reduction) {
    static final DeclaredEarlyStopping NONE =
            new DeclaredEarlyStopping(Optional.empty(), Optional.empty());

    /** The optimization, whose rate is reduced if the file says so. */
    Optimization applyTo(Optimization optimization) {
        return reduction.map(optimization::reducedBy).orElse(optimization);
    }
}
