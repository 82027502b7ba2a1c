/** Layers: hyper-parameters and forward mathematics, named and numbered as in PyTorch. */
package dev.gradstream.model.nn;
