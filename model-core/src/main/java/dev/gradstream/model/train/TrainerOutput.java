package dev.gradstream.model.train;

import java.util.Map;

/** Where a {@link Trainer} reports to. */
public interface TrainerOutput {

    /** Metrics of the stretch since the last report, as one JSON object. */
    void metrics(byte[] json);

    /** Something that a person or program should know, as one JSON object. */
    void signal(byte[] json);

    /**
     * A new version of the model.
     *
     * @param headers what a reader may want before it reads the bytes: version, step, examples
     * @param safetensors the encoded snapshot
     */
    void snapshot(long version, Map<String, String> headers, byte[] safetensors);
}
