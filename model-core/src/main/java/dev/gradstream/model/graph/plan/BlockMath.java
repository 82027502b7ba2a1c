package dev.gradstream.model.graph.plan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Exponentials over one block of floats, as loops that the JIT compiler vectorises. Relative errors
 * are below 4e-7. Results may overwrite operands.
 */
final class BlockMath {
    private static final float LOG2_E = 1.442695f;
    private static final float LN_2_HIGH = 0.6933594f;
    private static final float LN_2_LOW = -2.1219444e-4f;

    /**
     * Added to a float below 2<sup>22</sup>, it leaves the nearest whole number in its low bits.
     */
    private static final float TO_WHOLE = 12582912f;

    private final float[] power = new float[Workspace.BLOCK];
    private final float[] rest = new float[Workspace.BLOCK];
    private final float[] positive = new float[Workspace.BLOCK];
    private final int[] bits = new int[Workspace.BLOCK];
    private final ByteBuffer reinterpreted =
            ByteBuffer.allocateDirect(Workspace.BLOCK * Float.BYTES).order(ByteOrder.nativeOrder());
    private final FloatBuffer asFloats = reinterpreted.asFloatBuffer();
    private final IntBuffer asInts = reinterpreted.asIntBuffer();

    /**
     * exp(x) = 2<sup>k − 1</sup> · 2 exp(f) with k whole and |f| ≤ ln(2) / 2, the latter by the
     * polynomial of Cephes: 2<sup>k</sup> would be infinite from 88.4 on. Infinite above 88.72,
     * where floats end; 0 below −87, a little before they begin to lose digits.
     */
    void exp(float[] x, float[] out, int n) {
        split(x, n);
        exp(power, rest, out, n);
    }

    /** exp(x) − 1 = 2<sup>k</sup> · (exp(f) − 1) + (2<sup>k</sup> − 1), as {@link #exp}. */
    void expm1(float[] x, float[] out, int n) {
        split(x, n);
        expm1(power, rest, out, n);
    }

    /** Leaves 2<sup>k − 1</sup> in one block and 2 (exp(f) − 1) in the other. */
    private void split(float[] x, int n) {
        split(x, power, rest, n);
        // 2^(k - 1): k becomes the exponent of a float. Bulk copies change the type; a cast in the
        // loop would keep it from being vectorised.
        asFloats.put(0, power, 0, n);
        asInts.get(0, bits, 0, n);
        shiftToExponent(bits, n);
        asInts.put(0, bits, 0, n);
        asFloats.get(0, power, 0, n);
    }

    private static void split(float[] x, float[] power, float[] rest, int n) {
        for (int i = 0; i < n; i++) {
            float v = Math.max(Math.min(x[i], 89f), -87f);
            float shifted = v * LOG2_E + TO_WHOLE;
            float k = shifted - TO_WHOLE;
            float f = v - k * LN_2_HIGH - k * LN_2_LOW;
            float p = 2 * 1.3981999e-3f;
            p = p * f + 2 * 8.333452e-3f;
            p = p * f + 2 * 0.041665796f;
            p = p * f + 2 * 0.16666666f;
            p = p * f + 2 * 0.5f;
            p = p * f + 2;
            power[i] = shifted;
            rest[i] = p * f;
        }
    }

    private static void shiftToExponent(int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = (bits[i] << 23) + 0x3f000000;
        }
    }

    private static void exp(float[] power, float[] rest, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = power[i] * (rest[i] + 2f);
        }
    }

    private static void expm1(float[] power, float[] rest, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            // Twice the half of it: 2^k alone may be infinite.
            out[i] = 2f * (power[i] * (0.5f * rest[i]) + (power[i] - 0.5f));
        }
    }

    /** 1 / (1 + exp(−x)). */
    void sigmoid(float[] x, float[] out, int n) {
        negate(x, out, n);
        exp(out, out, n);
        reciprocalOfOnePlus(out, n);
    }

    private static void negate(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = -x[i];
        }
    }

    private static void reciprocalOfOnePlus(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = 1f / (1f + x[i]);
        }
    }

    /** The quotient of polynomials that Eigen and XLA use; beyond ±7.9 it is ±1 in float. */
    void tanh(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float v = Math.max(Math.min(x[i], 7.905311f), -7.905311f);
            float v2 = v * v;
            float p = -2.7607684e-16f;
            p = p * v2 + 2.000188e-13f;
            p = p * v2 - 8.604672e-11f;
            p = p * v2 + 5.1222973e-8f;
            p = p * v2 + 1.48572235e-5f;
            p = p * v2 + 6.3726195e-4f;
            p = p * v2 + 4.8935246e-3f;
            float q = 1.1982584e-6f;
            q = q * v2 + 1.1853471e-4f;
            q = q * v2 + 2.2684347e-3f;
            q = q * v2 + 4.893525e-3f;
            out[i] = v * p / q;
        }
    }

    /** A quotient of polynomials, as tanh; beyond ±4 it is ±1 in float. */
    static void erf(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float v = Math.max(Math.min(x[i], 4f), -4f);
            float v2 = v * v;
            float p = -2.7261424e-10f;
            p = p * v2 + 2.7706815e-8f;
            p = p * v2 - 2.101024e-6f;
            p = p * v2 - 5.6925062e-5f;
            p = p * v2 - 7.3499064e-4f;
            p = p * v2 - 2.954599e-3f;
            p = p * v2 - 0.016096033f;
            float q = -1.4566072e-5f;
            q = q * v2 - 2.1337405e-4f;
            q = q * v2 - 1.682827e-3f;
            q = q * v2 - 7.3733293e-3f;
            q = q * v2 - 0.014264739f;
            out[i] = Math.max(Math.min(v * p / q, 1f), -1f);
        }
    }

    /** max(x, 0) + log(1 + u) with u = exp(−|x|) ≤ 1. */
    void softplus(float[] x, float[] out, int n) {
        positivePart(x, positive, n);
        negativeAbs(x, out, n);
        exp(out, out, n);
        addLogOfOnePlus(positive, out, n);
    }

    private static void positivePart(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(x[i], 0f);
        }
    }

    private static void negativeAbs(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = -Math.abs(x[i]);
        }
    }

    /** log(1 + u) = 2 artanh(s) with s = u / (2 + u) ≤ 1/3, by its power series. */
    private static void addLogOfOnePlus(float[] positive, float[] u, int n) {
        for (int i = 0; i < n; i++) {
            float s = u[i] / (2f + u[i]);
            float s2 = s * s;
            float p = 2f / 15;
            p = p * s2 + 2f / 13;
            p = p * s2 + 2f / 11;
            p = p * s2 + 2f / 9;
            p = p * s2 + 2f / 7;
            p = p * s2 + 2f / 5;
            p = p * s2 + 2f / 3;
            p = p * s2 + 2f;
            u[i] = positive[i] + p * s;
        }
    }
}
