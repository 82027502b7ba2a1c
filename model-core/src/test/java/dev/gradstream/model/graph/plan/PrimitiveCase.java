package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Elementwise;
import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A primitive, or what is written in them, on inputs of some shapes.
 *
 * @param shapes of the inputs
 * @param positive whether the inputs must be above 0
 */
record PrimitiveCase(
        String name, List<Shape> shapes, boolean positive, Function<List<Tensor>, Tensor> body) {
    static final Set<Elementwise> NEEDS_POSITIVE =
            Set.of(Elementwise.DIVIDE, Elementwise.LOG, Elementwise.SQRT);

    private static final int B = Shape.BATCH;

    static Stream<PrimitiveCase> all() {
        return Stream.concat(Arrays.stream(Elementwise.values()).map(PrimitiveCase::of), others());
    }

    private static PrimitiveCase of(Elementwise primitive) {
        Shape shape = Shape.of(B, 7);
        return new PrimitiveCase(
                primitive.name(),
                Collections.nCopies(primitive.inputs(), shape),
                NEEDS_POSITIVE.contains(primitive),
                in -> apply(primitive, in));
    }

    /** The tensor method of a primitive. */
    static Tensor apply(Elementwise primitive, List<Tensor> in) {
        Tensor x = in.get(0);
        return switch (primitive) {
            case ADD -> x.plus(in.get(1));
            case SUBTRACT -> x.minus(in.get(1));
            case MULTIPLY -> x.times(in.get(1));
            case DIVIDE -> x.dividedBy(in.get(1));
            case MAXIMUM -> x.maximum(in.get(1));
            case MINIMUM -> x.minimum(in.get(1));
            case NEGATE -> x.negate();
            case ABS -> x.abs();
            case RELU -> x.relu();
            case STEP -> x.step();
            case SIGMOID -> x.sigmoid();
            case TANH -> x.tanh();
            case EXP -> x.exp();
            case EXPM1 -> x.expm1();
            case LOG -> x.log();
            case SQRT -> x.sqrt();
            case SOFTPLUS -> x.softplus();
            case ERF -> x.erf();
        };
    }

    private static PrimitiveCase product(
            Shape left, boolean transposeLeft, Shape right, boolean transposeRight) {
        return new PrimitiveCase(
                "%s %s times %s %s".formatted(left, transposeLeft, right, transposeRight),
                List.of(left, right),
                false,
                in -> in.get(0).matmul(in.get(1), transposeLeft, transposeRight));
    }

    private static Stream<PrimitiveCase> others() {
        Shape wide = Shape.of(B, 7);
        List<PrimitiveCase> cases = new ArrayList<>();
        for (boolean a : new boolean[] {false, true}) {
            for (boolean b : new boolean[] {false, true}) {
                cases.add(product(a ? Shape.of(4, B) : Shape.of(B, 4), a, turn(b), b));
            }
        }
        // Some of so many rows that they are taken in parts, some with a vector in it.
        for (int width : new int[] {1, 40}) {
            cases.add(product(Shape.of(B, 64), false, Shape.of(64, width), false));
            cases.add(product(Shape.of(B, 64), false, Shape.of(width, 64), true));
            cases.add(product(Shape.of(B, 64), true, Shape.of(B, width), false));
            cases.add(product(Shape.of(B, width), true, Shape.of(B, 64), false));
            cases.add(product(Shape.of(B, width), false, Shape.of(width, 64), false));
        }
        // Some so wide that their outputs are taken in parts.
        cases.add(product(Shape.of(B, 300), false, Shape.of(150, 300), true));
        cases.add(product(Shape.of(B, 300), false, Shape.of(300, 150), false));
        cases.add(product(Shape.of(B, 300), true, Shape.of(B, 150), false));
        cases.add(one("expand a scalar", Shape.scalar(), x -> x.expandTo(wide)));
        cases.add(one("expand a row", Shape.of(7), x -> x.expandTo(wide)));
        cases.add(one("expand a row of one", Shape.of(1), x -> x.expandTo(Shape.of(B, 1))));
        cases.add(one("expand a column", Shape.of(B, 1), x -> x.expandTo(wide)));
        cases.add(one("expand a long row", Shape.of(3000), x -> x.expandTo(Shape.of(B, 3000))));
        cases.add(one("sum to a scalar", wide, x -> x.sumTo(Shape.scalar())));
        cases.add(one("sum to a row", wide, x -> x.sumTo(Shape.of(7))));
        cases.add(one("sum to a row of one", Shape.of(B, 1), x -> x.sumTo(Shape.of(1))));
        cases.add(one("sum to a column", wide, Tensor::rowSum));
        cases.add(one("sum to a long row", Shape.of(B, 2100), x -> x.sumTo(Shape.of(2100))));
        cases.add(
                new PrimitiveCase(
                        "sum long rows",
                        List.of(Shape.of(B, 2100)),
                        true,
                        in -> in.get(0).rowSum()));
        cases.add(one("mean", wide, Tensor::mean));
        cases.add(one("row mean", wide, Tensor::rowMean));
        cases.add(one("softmax", wide, Tensor::softmax));
        cases.add(one("at least a number", wide, x -> x.maximum(0.1)));
        cases.add(one("at most a number", wide, x -> x.minimum(-0.1)));
        cases.add(two("at least a scalar", wide, Shape.scalar(), (x, y) -> y.maximum(x)));
        cases.add(two("at most a scalar", wide, Shape.scalar(), (x, y) -> y.minimum(x)));
        cases.add(one("log softmax", wide, Tensor::logSoftmax));
        cases.add(one("log softmax of long rows", Shape.of(B, 2100), Tensor::logSoftmax));
        // Its own derivative counts as 0: only beside what it makes sum to 1 is the whole right.
        cases.add(
                one(
                        "sparsemax's threshold",
                        wide,
                        x -> {
                            Tensor threshold = x.sparsemaxThreshold();
                            Tensor squares = x.minus(threshold).relu().square();
                            return squares.rowSum().times(0.5).plus(threshold);
                        }));
        cases.add(two("add a row", wide, Shape.of(7), (x, y) -> x.plus(y)));
        cases.add(two("a row minus", wide, Shape.of(7), (x, y) -> y.minus(x)));
        cases.add(two("times a column", wide, Shape.of(B, 1), (x, y) -> x.times(y)));
        cases.add(two("a scalar minus", wide, Shape.scalar(), (x, y) -> y.minus(x)));
        cases.add(two("minus a scalar", wide, Shape.scalar(), (x, y) -> x.minus(y)));
        cases.add(two("times a scalar", wide, Shape.scalar(), (x, y) -> x.times(y)));
        cases.add(one("at least a number", wide, x -> x.maximum(0.3)));
        cases.add(one("at most a number", wide, x -> x.minimum(-0.2)));
        cases.add(two("column and row", Shape.of(B, 1), Shape.of(7), (x, y) -> x.times(y)));
        cases.add(one("gram", Shape.of(B, 4), x -> x.matmul(x, false, true).tanh()));
        cases.add(one("sum rows as wide as the batch", Shape.of(3, B), Tensor::rowSum));
        cases.add(two("a column and rows", Shape.of(3, B), Shape.of(3, 1), (x, y) -> x.plus(y)));
        cases.add(
                new PrimitiveCase(
                        "by a scalar",
                        List.of(wide, Shape.scalar()),
                        true,
                        in -> in.get(0).dividedBy(in.get(1))));
        cases.add(
                new PrimitiveCase(
                        "a scalar by",
                        List.of(wide, Shape.scalar()),
                        true,
                        in -> in.get(1).dividedBy(in.get(0))));
        return cases.stream();
    }

    private static Shape turn(boolean transposed) {
        return transposed ? Shape.of(3, 4) : Shape.of(4, 3);
    }

    private static PrimitiveCase one(String name, Shape shape, Function<Tensor, Tensor> body) {
        return new PrimitiveCase(name, List.of(shape), false, in -> body.apply(in.get(0)));
    }

    private static PrimitiveCase two(String name, Shape x, Shape y, BinaryOperator<Tensor> body) {
        return new PrimitiveCase(
                name, List.of(x, y), false, in -> body.apply(in.get(0), in.get(1)));
    }

    /** Declares the inputs. */
    List<Tensor> inputs(Graph graph) {
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            inputs.add(graph.input("input " + i, shapes.get(i)));
        }
        return inputs;
    }

    @Override
    public String toString() {
        return name;
    }
}
