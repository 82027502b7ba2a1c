package dev.gradstream.model.learn;

/**
 * That classes are weighted by how seldom they come; see {@link ClassBalance}.
 *
 * @param fadingFactor what the count of an example is multiplied by with every one that comes after
 *     it, above 0, at most 1; 1 forgets nothing
 */
public record Balanced(double fadingFactor) {
    public Balanced {
        if (!(fadingFactor > 0 && fadingFactor <= 1)) {
            throw new IllegalArgumentException(
                    "the fading factor must be above 0, up to 1, got " + fadingFactor);
        }
    }

    /** By all examples alike. */
    public Balanced() {
        this(1);
    }
}
