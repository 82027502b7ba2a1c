package dev.gradstream.model.graph;

import java.util.List;

/**
 * A value that a plan will compute: a primitive and what it is applied to. Tensors of different
 * shapes are broadcast as in NumPy: a scalar, a row {@code [n]} or a column {@code [rows, 1]} is
 * repeated.
 */
public final class Tensor {
    private final Graph graph;
    private final int id;
    private final Primitive primitive;
    private final List<Tensor> inputs;
    private final Shape shape;

    Tensor(Graph graph, int id, Primitive primitive, List<Tensor> inputs, Shape shape) {
        this.graph = graph;
        this.id = id;
        this.primitive = primitive;
        this.inputs = inputs;
        this.shape = shape;
    }

    public Primitive primitive() {
        return primitive;
    }

    public List<Tensor> inputs() {
        return inputs;
    }

    public Tensor input(int index) {
        return inputs.get(index);
    }

    public Shape shape() {
        return shape;
    }

    /** Grows from each tensor of a graph to the next: inputs have smaller numbers. */
    public int id() {
        return id;
    }

    public Tensor plus(Tensor other) {
        return binary(Elementwise.ADD, other);
    }

    public Tensor plus(double number) {
        return number == 0 ? this : plus(graph.constant(number));
    }

    public Tensor minus(Tensor other) {
        return binary(Elementwise.SUBTRACT, other);
    }

    /** A number minus each element. */
    public Tensor subtractedFrom(double number) {
        return graph.constant(number).minus(this);
    }

    public Tensor times(Tensor other) {
        return binary(Elementwise.MULTIPLY, other);
    }

    public Tensor times(double number) {
        return number == 1 ? this : times(graph.constant(number));
    }

    public Tensor dividedBy(Tensor other) {
        return binary(Elementwise.DIVIDE, other);
    }

    /** The larger of each element and its counterpart, which gets the gradient of equals. */
    public Tensor maximum(Tensor other) {
        return binary(Elementwise.MAXIMUM, other);
    }

    /** The larger of each element and a number. */
    public Tensor maximum(double number) {
        return maximum(graph.constant(number));
    }

    /** The smaller of each element and its counterpart, which gets the gradient of equals. */
    public Tensor minimum(Tensor other) {
        return binary(Elementwise.MINIMUM, other);
    }

    /** The smaller of each element and a number. */
    public Tensor minimum(double number) {
        return minimum(graph.constant(number));
    }

    public Tensor negate() {
        return unary(Elementwise.NEGATE);
    }

    public Tensor abs() {
        return unary(Elementwise.ABS);
    }

    public Tensor relu() {
        return unary(Elementwise.RELU);
    }

    public Tensor step() {
        return unary(Elementwise.STEP);
    }

    /** −1, 0 or 1. No gradient flows through it. */
    public Tensor sign() {
        return step().minus(negate().step());
    }

    public Tensor sigmoid() {
        return unary(Elementwise.SIGMOID);
    }

    public Tensor tanh() {
        return unary(Elementwise.TANH);
    }

    public Tensor exp() {
        return unary(Elementwise.EXP);
    }

    public Tensor expm1() {
        return unary(Elementwise.EXPM1);
    }

    public Tensor log() {
        return unary(Elementwise.LOG);
    }

    public Tensor sqrt() {
        return unary(Elementwise.SQRT);
    }

    public Tensor softplus() {
        return unary(Elementwise.SOFTPLUS);
    }

    public Tensor erf() {
        return unary(Elementwise.ERF);
    }

    public Tensor square() {
        return times(this);
    }

    /** Repeats to a larger shape; see {@link Expand}. */
    public Tensor expandTo(Shape to) {
        if (to.equals(shape)) {
            return this;
        }
        boolean again = primitive instanceof Expand && input(0).shape().rank() == 0;
        return graph.apply(new Expand(to), List.of(again ? input(0) : this));
    }

    /** Sums down to a smaller shape; see {@link SumTo}. */
    public Tensor sumTo(Shape to) {
        return to.equals(shape) ? this : graph.apply(new SumTo(to), List.of(this));
    }

    /** The sum of each row: {@code [rows, n]} to {@code [rows, 1]}. */
    public Tensor rowSum() {
        return sumTo(shape.column());
    }

    /** The largest value of each row, taken as a constant; see {@link RowMax}. */
    public Tensor rowMax() {
        return graph.apply(new RowMax(), List.of(this));
    }

    /** What sparsemax takes from each row, as a constant; see {@link SparsemaxThreshold}. */
    public Tensor sparsemaxThreshold() {
        return graph.apply(new SparsemaxThreshold(), List.of(this));
    }

    /** The mean of all elements. */
    public Tensor mean() {
        return sumTo(Shape.scalar()).dividedBy(graph.count(shape));
    }

    /** The mean of each row: {@code [rows, n]} to {@code [rows, 1]}. */
    public Tensor rowMean() {
        return rowSum().times(1.0 / shape.last());
    }

    /** The mean of each column: {@code [rows, n]} to {@code [n]}. */
    public Tensor columnMean() {
        Tensor rows = graph.count(Shape.of(shape.get(0)));
        return sumTo(Shape.of(shape.last())).dividedBy(rows);
    }

    /** The softmax of each row, shifted by its largest value so that nothing overflows. */
    public Tensor softmax() {
        Tensor powers = minus(rowMax()).exp();
        return powers.dividedBy(powers.rowSum());
    }

    /** log(softmax) of each row, shifted by its largest value so that nothing overflows. */
    public Tensor logSoftmax() {
        Tensor shifted = minus(rowMax());
        return shifted.minus(shifted.exp().rowSum().log());
    }

    /** The product with another matrix, each transposed where said so. */
    public Tensor matmul(Tensor other, boolean transposeThis, boolean transposeOther) {
        return graph.apply(new MatMul(transposeThis, transposeOther), List.of(this, other));
    }

    private Tensor unary(Elementwise primitive) {
        return graph.apply(primitive, List.of(this));
    }

    private Tensor binary(Elementwise primitive, Tensor other) {
        Shape common = shape.broadcast(other.shape);
        return graph.apply(primitive, List.of(expandTo(common), other.expandTo(common)));
    }

    @Override
    public String toString() {
        return "%" + id + " = " + primitive + inputs.stream().map(t -> "%" + t.id).toList() + shape;
    }
}
