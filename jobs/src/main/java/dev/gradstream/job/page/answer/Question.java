package dev.gradstream.job.page.answer;

import dev.gradstream.model.data.Example;

/**
 * An example that a version is asked about.
 *
 * @param features encoded, not yet scaled
 * @param target what is true, encoded
 * @param partition of the features topic
 * @param offset of its record; of the last one, where it is made of several
 * @param row of the record's rows, from 0
 */
record Question(float[] features, float[] target, int partition, long offset, int row) {

    /** A copy of what the example holds. */
    static Question of(Example example, int row) {
        return new Question(
                example.features().clone(),
                example.target().clone(),
                example.partition(),
                example.offset(),
                row);
    }
}
