package dev.gradstream.model.train;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import java.util.Random;

/**
 * Two overlapping Gaussian clouds in the plane, one a class: at (10, -3) and (16, -3), standard
 * deviation 2. The best possible accuracy is Φ(1.5) = 0.933.
 */
public final class Blobs {
    private final Random random;
    private long next;

    public Blobs(long seed) {
        random = new Random(seed);
    }

    /** The next examples of the stream. */
    public MiniBatch next(Split split, int size) {
        MiniBatch batch = new MiniBatch(split, size, 2, 1);
        Example example = new Example(2, 1);
        while (!batch.isFull()) {
            boolean right = random.nextBoolean();
            example.features()[0] = (float) (2 * random.nextGaussian() + (right ? 16 : 10));
            example.features()[1] = (float) (2 * random.nextGaussian() - 3);
            example.target()[0] = right ? 1 : 0;
            example.setKey(next);
            example.setEventTime(1_000_000 + next);
            example.setOrigin((int) (next % 3), next / 3);
            next++;
            batch.add(example);
        }
        return batch;
    }

    /** A batch whose labels are all wrong: what it teaches makes the model worse. */
    public MiniBatch nextMislabelled(int size) {
        MiniBatch batch = next(Split.TRAINING, size);
        for (int row = 0; row < size; row++) {
            batch.targets()[row] = 1 - batch.targets()[row];
        }
        return batch;
    }

    /** A batch that no finite squared error can come from. */
    public MiniBatch nextPoisoned(int size) {
        MiniBatch batch = next(Split.TRAINING, size);
        batch.targets()[0] = Float.MAX_VALUE;
        return batch;
    }
}
