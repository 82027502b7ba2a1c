package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Elementwise;
import dev.gradstream.model.graph.Expand.Pattern;
import dev.gradstream.model.graph.MatMul;
import java.util.List;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Negative;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Expm1;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log1p;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's form of each primitive. Operations, their contexts and arrays are built once: building
 * them at each step costs ten times the arithmetic, and memory that ND4J frees late.
 */
final class Nd4jKernels {
    private final OpExecutioner executioner = Nd4j.getExecutioner();
    private final VectorPool pool;

    Nd4jKernels(VectorPool pool) {
        this.pool = pool;
    }

    Instruction matmul(MatMul primitive, INDArray a, INDArray b, INDArray out) {
        MMulTranspose transpose =
                MMulTranspose.builder()
                        .transposeA(primitive.transposeA())
                        .transposeB(primitive.transposeB())
                        .build();
        return prepared(new Mmul(a, b, out, 1.0, 0.0, transpose), List.of(a, b), out);
    }

    /** Operands of {@code binary} primitives may be smaller: they are repeated. */
    Instruction elementwise(Elementwise primitive, List<INDArray> in, INDArray out) {
        INDArray a = in.get(0);
        return switch (primitive) {
            case ADD -> custom("add", in, out);
            case SUBTRACT -> custom("subtract", in, out);
            case MULTIPLY -> custom("multiply", in, out);
            case DIVIDE -> custom("divide", in, out);
            case MAXIMUM -> custom("maximum", in, out);
            case MINIMUM -> custom("minimum", in, out);
            case NEGATE -> unary(new Negative(a, out));
            case ABS -> unary(new Abs(a, out));
            case RELU -> unary(new RectifiedLinear(a, out, 0.0));
            case STEP -> unary(new Step(a, out, 0.0));
            case SIGMOID -> unary(new Sigmoid(a, out));
            case TANH -> unary(new Tanh(a, out));
            case EXP -> unary(new Exp(a, out));
            case EXPM1 -> unary(new Expm1(a, out));
            case ERF -> unary(new Erf(a, out));
            case LOG -> unary(new Log(a, out));
            case SQRT -> unary(new Sqrt(a, out));
            case SOFTPLUS -> softplus(a, out);
        };
    }

    /** ND4J's own overflows above 88. */
    private Instruction softplus(INDArray a, INDArray out) {
        INDArray positive = pool.take((int) a.length()).array(a.shape());
        return inOrder(
                unary(new RectifiedLinear(a, positive, 0.0)),
                unary(new Abs(a, out)),
                unary(new Negative(out, out)),
                unary(new Exp(out, out)),
                unary(new Log1p(out, out)),
                custom("add", List.of(out, positive), out));
    }

    /** Repeats the small array to the shape of the large one. */
    Instruction expand(INDArray small, INDArray out) {
        return custom("assign", List.of(out, small), out);
    }

    /** Sums down; see {@link dev.gradstream.model.graph.SumTo}. */
    Instruction sum(Pattern pattern, INDArray in, INDArray out) {
        return switch (pattern) {
            case SCALAR -> reduce("reduce_sum", in, out, false);
            case ROW -> reduce("reduce_sum", in, out, false, 0);
            case COLUMN -> reduce("reduce_sum", in, out, true, in.rank() - 1);
        };
    }

    Instruction max(INDArray in, INDArray out) {
        return reduce("reduce_max", in, out, true, in.rank() - 1);
    }

    private Instruction reduce(
            String name, INDArray in, INDArray out, boolean keepDimensions, int... dimensions) {
        DynamicCustomOp operation =
                DynamicCustomOp.builder(name)
                        .addIntegerArguments(dimensions)
                        .addBooleanArguments(keepDimensions)
                        .build();
        return prepared(operation, List.of(in), out);
    }

    private Instruction custom(String name, List<INDArray> in, INDArray out) {
        return prepared(DynamicCustomOp.builder(name).build(), in, out);
    }

    private Instruction prepared(DynamicCustomOp operation, List<INDArray> in, INDArray out) {
        // On CUDA the arrays that were written are marked by what the operation itself holds.
        if (operation.numInputArguments() == 0) {
            operation.addInputArgument(in.toArray(INDArray[]::new));
            operation.addOutputArgument(out);
        }
        OpContext context = executioner.buildContext();
        context.setInputArrays(in);
        context.setOutputArrays(out);
        context.setIArguments(operation.iArgs());
        context.setTArguments(operation.tArgs());
        context.setBArguments(operation.bArgs());
        // All shapes are known: ND4J need not infer them again at each call.
        context.shapeFunctionOverride(true);
        return step -> executioner.exec(operation, context);
    }

    private Instruction unary(Op operation) {
        if (operation instanceof ScalarOp scalar) {
            return step -> executioner.exec(scalar);
        }
        return step -> executioner.exec(operation);
    }

    private static Instruction inOrder(Instruction... instructions) {
        return step -> {
            for (Instruction instruction : instructions) {
                instruction.run(step);
            }
        };
    }
}
