/** What can be measured of a model: by name, over which examples, and what it comes to. */
package dev.gradstream.model.eval.measure;
