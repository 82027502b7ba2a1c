/** The pipeline file: one YAML file that describes one continuously trained model. */
package dev.gradstream.model.pipeline;
