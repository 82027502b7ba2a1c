/** YAML as a cursor that knows lines and keys and collects problems; knows nothing of pipelines. */
package dev.gradstream.model.pipeline.yaml;
