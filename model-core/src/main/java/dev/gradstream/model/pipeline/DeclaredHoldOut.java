package dev.gradstream.model.pipeline;

import java.util.Optional;

/**
 * A hold-out as far as the file declares it well.
 *
 * @param wanted whether the file asks for one, be it well or not
 */
record DeclaredHoldOut(boolean wanted, Optional<Pipeline.Validation> validation) {}
