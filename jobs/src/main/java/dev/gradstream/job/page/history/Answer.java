package dev.gradstream.job.page.history;

/**
 * What a model says of one record, beside what the record says itself.
 *
 * @param partition of the features topic
 * @param offset of the record
 * @param row of the record's rows, from 0
 * @param truth what the record says
 * @param predicted what the model says
 * @param probability that the model gives its answer, in [0, 1]; NaN for a number
 * @param right whether both are the same class; false for numbers
 * @param error predicted minus actual number; NaN for a class
 */
public record Answer(
        int partition,
        long offset,
        int row,
        String column,
        String truth,
        String predicted,
        double probability,
        boolean right,
        double error) {}
