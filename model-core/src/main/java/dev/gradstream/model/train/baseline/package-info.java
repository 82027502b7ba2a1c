/** The loss of what knows the targets alone: what a model's own loss is held against. */
package dev.gradstream.model.train.baseline;
