package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Elementwise;
import java.util.Optional;

/**
 * The loop of each elementwise primitive over one block of floats in the cache. Each is so plain
 * that the JIT compiler vectorises it; results may overwrite operands.
 */
final class BlockLoops {

    /** out[i] = f(a[i], b[i]); a loop of one operand ignores b. */
    interface VectorLoop {
        void run(float[] a, float[] b, float[] out, int n);
    }

    /** out[i] = f(a[i], number), or f(number, a[i]). */
    interface ScalarLoop {
        void run(float[] a, float number, float[] out, int n);
    }

    private final BlockMath math = new BlockMath();

    VectorLoop vector(Elementwise primitive) {
        return switch (primitive) {
            case ADD -> BlockLoops::add;
            case SUBTRACT -> BlockLoops::subtract;
            case MULTIPLY -> BlockLoops::multiply;
            case DIVIDE -> BlockLoops::divide;
            case MAXIMUM -> BlockLoops::maximum;
            case MINIMUM -> BlockLoops::minimum;
            case NEGATE -> (a, b, out, n) -> negate(a, out, n);
            case ABS -> (a, b, out, n) -> abs(a, out, n);
            case RELU -> (a, b, out, n) -> relu(a, out, n);
            case STEP -> (a, b, out, n) -> step(a, out, n);
            case SQRT -> (a, b, out, n) -> sqrt(a, out, n);
            case LOG -> (a, b, out, n) -> log(a, out, n);
            case EXP -> (a, b, out, n) -> math.exp(a, out, n);
            case EXPM1 -> (a, b, out, n) -> math.expm1(a, out, n);
            case TANH -> (a, b, out, n) -> math.tanh(a, out, n);
            case SIGMOID -> (a, b, out, n) -> math.sigmoid(a, out, n);
            case SOFTPLUS -> (a, b, out, n) -> math.softplus(a, out, n);
            case ERF -> (a, b, out, n) -> BlockMath.erf(a, out, n);
        };
    }

    /** The loop for a number on the right; empty for primitives of one operand. */
    Optional<ScalarLoop> numberOnTheRight(Elementwise primitive) {
        return switch (primitive) {
            case ADD -> Optional.of(BlockLoops::addNumber);
            case SUBTRACT -> Optional.of((a, s, out, n) -> addNumber(a, -s, out, n));
            case MULTIPLY -> Optional.of(BlockLoops::scale);
            case DIVIDE -> Optional.of(BlockLoops::divideByNumber);
            case MAXIMUM -> Optional.of(BlockLoops::atLeast);
            case MINIMUM -> Optional.of(BlockLoops::atMost);
            default -> Optional.empty();
        };
    }

    /** The loop for a number on the left; empty for primitives of one operand. */
    Optional<ScalarLoop> numberOnTheLeft(Elementwise primitive) {
        return switch (primitive) {
            case ADD -> Optional.of(BlockLoops::addNumber);
            case SUBTRACT -> Optional.of(BlockLoops::subtractFromNumber);
            case MULTIPLY -> Optional.of(BlockLoops::scale);
            case DIVIDE -> Optional.of(BlockLoops::divideNumber);
            case MAXIMUM -> Optional.of(BlockLoops::atLeast);
            case MINIMUM -> Optional.of(BlockLoops::atMost);
            default -> Optional.empty();
        };
    }

    static void add(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] + b[i];
        }
    }

    private static void subtract(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] - b[i];
        }
    }

    private static void multiply(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * b[i];
        }
    }

    private static void divide(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] / b[i];
        }
    }

    private static void addNumber(float[] a, float number, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] + number;
        }
    }

    private static void subtractFromNumber(float[] a, float number, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = number - a[i];
        }
    }

    private static void scale(float[] a, float number, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * number;
        }
    }

    private static void divideByNumber(float[] a, float number, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] / number;
        }
    }

    private static void divideNumber(float[] a, float number, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = number / a[i];
        }
    }

    private static void maximum(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(a[i], b[i]);
        }
    }

    private static void minimum(float[] a, float[] b, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.min(a[i], b[i]);
        }
    }

    private static void atLeast(float[] a, float number, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(a[i], number);
        }
    }

    private static void atMost(float[] a, float number, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.min(a[i], number);
        }
    }

    private static void negate(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = -a[i];
        }
    }

    private static void abs(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.abs(a[i]);
        }
    }

    private static void relu(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(a[i], 0f);
        }
    }

    /**
     * Without a branch, which would not be vectorised: even the smallest positive float times 3e38
     * twice is above 1.
     */
    private static void step(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.min(Math.max(a[i], 0f) * 3e38f * 3e38f, 1f);
        }
    }

    private static void sqrt(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (float) Math.sqrt(a[i]);
        }
    }

    /** Scalar code: logarithms are only taken of sums of rows. */
    private static void log(float[] a, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (float) Math.log(a[i]);
        }
    }
}
