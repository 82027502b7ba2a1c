package dev.gradstream.model.graph;

import java.util.List;

/**
 * A primitive that computes each element from the elements at the same place, of tensors of one
 * shape. Neighbours of this kind are fused into one kernel.
 *
 * <p>Each constant gives its formula for one element (b is 0 for those of one input) and its
 * gradients.
 */
public enum Elementwise implements Primitive {
    ADD(2) {
        @Override
        public double apply(double a, double b) {
            return a + b;
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            return List.of(g, g);
        }
    },
    SUBTRACT(2) {
        @Override
        public double apply(double a, double b) {
            return a - b;
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            return List.of(g, g.negate());
        }
    },
    MULTIPLY(2) {
        @Override
        public double apply(double a, double b) {
            return a * b;
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            return List.of(g.times(y.input(1)), g.times(y.input(0)));
        }
    },
    DIVIDE(2) {
        @Override
        public double apply(double a, double b) {
            return a / b;
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            Tensor byNumerator = g.dividedBy(y.input(1));
            return List.of(byNumerator, byNumerator.times(y).negate());
        }
    },
    /** The larger of two; its gradient goes to b where they are equal. */
    MAXIMUM(2) {
        @Override
        public double apply(double a, double b) {
            return Math.max(a, b);
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            Tensor byLeft = g.times(y.input(0).minus(y.input(1)).step());
            return List.of(byLeft, g.minus(byLeft));
        }
    },
    /** The smaller of two; its gradient goes to b where they are equal. */
    MINIMUM(2) {
        @Override
        public double apply(double a, double b) {
            return Math.min(a, b);
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            Tensor byLeft = g.times(y.input(1).minus(y.input(0)).step());
            return List.of(byLeft, g.minus(byLeft));
        }
    },
    NEGATE(1) {
        @Override
        public double apply(double a, double b) {
            return -a;
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            return List.of(g.negate());
        }
    },
    /** |a|; its gradient at 0 is 0. */
    ABS(1) {
        @Override
        public double apply(double a, double b) {
            return Math.abs(a);
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            return List.of(g.times(y.input(0).sign()));
        }
    },
    /** max(a, 0); its gradient at 0 is 0. */
    RELU(1) {
        @Override
        public double apply(double a, double b) {
            return Math.max(a, 0);
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            return List.of(g.times(y.step()));
        }
    },
    /**
     * 1 where a is above 0, else 0. No gradient flows through it. Of NaN it is 0 or NaN, whichever
     * the kernel has: what such a mask is multiplied with comes from NaN, too.
     */
    STEP(1) {
        @Override
        public double apply(double a, double b) {
            return a > 0 ? 1 : 0;
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            return List.of();
        }
    },
    /** 1 / (1 + exp(−a)). */
    SIGMOID(1) {
        @Override
        public double apply(double a, double b) {
            return 1 / (1 + Math.exp(-a));
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            // 1 − y is exact near 1, where y − y² would cancel.
            return List.of(g.times(y).times(y.subtractedFrom(1)));
        }
    },
    TANH(1) {
        @Override
        public double apply(double a, double b) {
            return Math.tanh(a);
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            return List.of(g.minus(g.times(y.square())));
        }
    },
    EXP(1) {
        @Override
        public double apply(double a, double b) {
            return Math.exp(a);
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            return List.of(g.times(y));
        }
    },
    /** exp(a) − 1, exact near 0. */
    EXPM1(1) {
        @Override
        public double apply(double a, double b) {
            return Math.expm1(a);
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            return List.of(g.times(y.plus(1)));
        }
    },
    LOG(1) {
        @Override
        public double apply(double a, double b) {
            return Math.log(a);
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            return List.of(g.dividedBy(y.input(0)));
        }
    },
    SQRT(1) {
        @Override
        public double apply(double a, double b) {
            return Math.sqrt(a);
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            return List.of(g.times(0.5).dividedBy(y));
        }
    },
    /** log(1 + exp(a)), without overflow: max(a, 0) + log(1 + exp(−|a|)). */
    SOFTPLUS(1) {
        @Override
        public double apply(double a, double b) {
            return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            return List.of(g.times(y.input(0).sigmoid()));
        }
    },
    /** The error function, 2/√π ∫₀ᵃ exp(−t²) dt. */
    ERF(1) {
        @Override
        public double apply(double a, double b) {
            return ErrorFunction.of(a);
        }

        @Override
        public List<Tensor> gradients(Tensor y, Tensor g) {
            Tensor density = y.input(0).square().negate().exp().times(2 / Math.sqrt(Math.PI));
            return List.of(g.times(density));
        }
    };

    private final int inputs;

    Elementwise(int inputs) {
        this.inputs = inputs;
    }

    /** The formula, for one element. */
    public abstract double apply(double a, double b);

    /** How many tensors it takes: 1 or 2. */
    public int inputs() {
        return inputs;
    }

    @Override
    public Shape shape(List<Shape> shapes) {
        if (shapes.size() != inputs || shapes.stream().distinct().count() != 1) {
            throw new IllegalArgumentException(
                    this + " takes " + inputs + " tensors of one shape, got " + shapes);
        }
        return shapes.get(0);
    }
}
