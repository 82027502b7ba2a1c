package dev.gradstream.model.graph;

/** The error function in double, which Java's library lacks. */
final class ErrorFunction {
    /** From here on it is 1 in double. */
    private static final double ONE_FROM = 6;

    private ErrorFunction() {}

    /**
     * 2/√π exp(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · … · (2n + 1)), whose terms all have one sign (NIST
     * Digital Library of Mathematical Functions, 7.6.2).
     */
    static double of(double x) {
        // Also what is no number: the series would never end.
        if (!(Math.abs(x) < ONE_FROM)) {
            return Math.signum(x);
        }
        double term = x;
        double sum = 0;
        for (int odd = 3; sum + term != sum; odd += 2) {
            sum += term;
            term *= 2 * x * x / odd;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
