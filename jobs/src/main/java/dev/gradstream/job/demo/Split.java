package dev.gradstream.job.demo;

import dev.gradstream.job.replay.FeatureRecord;
import java.util.List;

/** Rows that are streamed, and rows that the model never meets before it is tested. */
public record Split(List<FeatureRecord> training, List<FeatureRecord> test) {
    public Split {
        training = List.copyOf(training);
        test = List.copyOf(test);
    }
}
