package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.sequence.Window;
import dev.gradstream.model.pipeline.yaml.Value;

/**
 * A window with its place in the file.
 *
 * @param place where problems with it belong
 */
record DeclaredWindow(Window window, Value place) {}
