package dev.gradstream.operator.batch;

import dev.gradstream.model.data.Example;

/** Examples of two features, told apart by their number. */
final class TestExamples {
    private TestExamples() {}

    static Example example(long number) {
        Example example = new Example(2, 1);
        example.features()[0] = (float) number;
        example.features()[1] = (float) -number;
        example.target()[0] = (float) (number % 2);
        example.setWeight((float) (1 + number));
        example.setEventTime(1000 + number);
        example.setKey(number);
        example.setOrigin((int) number % 3, 500 + number);
        return example;
    }
}
