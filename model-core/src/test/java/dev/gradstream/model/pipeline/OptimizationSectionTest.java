package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.graph.Initializer;
import dev.gradstream.model.graph.NamePattern;
import dev.gradstream.model.nn.init.FanMode;
import dev.gradstream.model.nn.init.InitRule;
import dev.gradstream.model.nn.init.Initialization;
import dev.gradstream.model.nn.init.Initialization.Distribution;
import dev.gradstream.model.nn.init.Nonlinearity;
import dev.gradstream.model.optim.Adadelta;
import dev.gradstream.model.optim.Adagrad;
import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.optim.AdamW;
import dev.gradstream.model.optim.Adamax;
import dev.gradstream.model.optim.FTRL;
import dev.gradstream.model.optim.GradientClipping;
import dev.gradstream.model.optim.NAdam;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.optim.ParameterGroup;
import dev.gradstream.model.optim.RMSprop;
import dev.gradstream.model.optim.RateReduction;
import dev.gradstream.model.optim.SGD;
import dev.gradstream.model.optim.schedule.ReduceLROnPlateau;
import dev.gradstream.model.optim.schedule.ReduceLROnPlateau.Mode;
import dev.gradstream.model.optim.schedule.ReduceLROnPlateau.ThresholdMode;
import dev.gradstream.model.optim.schedule.StepLR;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pipeline file says of optimizers, schedules, clipping, freezing and first values. */
class OptimizationSectionTest {

    static Stream<Optimizer> defaults() {
        return Stream.of(
                new Adadelta(1),
                new Adagrad(0.01),
                new Adam(0.001),
                new AdamW(0.001),
                new Adamax(0.002),
                new FTRL(0.1),
                new NAdam(0.002),
                new RMSprop(0.01),
                new SGD(0.001));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void aNameAloneStandsForTheDefaults(Optimizer optimizer) throws InvalidPipelineException {
        String name = optimizer.getClass().getSimpleName();
        Pipeline pipeline =
                PipelineTexts.parse(
                        PipelineTexts.smallWith("optimizer: SGD", "optimizer: " + name));

        assertThat(pipeline.optimization()).isEqualTo(Optimization.of(optimizer));
    }

    @Test
    void readsEveryKey() throws InvalidPipelineException {
        Pipeline pipeline =
                PipelineTexts.parse(
                        PipelineTexts.smallWith(
                                        "optimizer: SGD",
                                        """
                                        optimizer:
                                          SGD:
                                            lr: 0.1
                                            groups: [{parameters: "0.w*", lr: 0.01}]
                                        """)
                                + """
                                lr_scheduler: {StepLR: {step_size: 1000, gamma: 0.5}}
                                clip_grad_norm: 1.0
                                clip_grad_value: 5
                                l1_penalty: 1e-4
                                freeze: ["*.bias"]
                                init:
                                  0.weight: {kaiming_normal: {mode: fan_out, nonlinearity: relu}}
                                  "*": zeros
                                """);

        assertThat(pipeline.optimization())
                .isEqualTo(
                        new Optimization(
                                new SGD(0.1),
                                new StepLR(1000, 0.5),
                                Optional.empty(),
                                new GradientClipping(OptionalDouble.of(5), OptionalDouble.of(1)),
                                1e-4,
                                List.of(new ParameterGroup(new NamePattern("0.w*"), 0.01)),
                                List.of(new NamePattern("*.bias"))));
        assertThat(pipeline.init())
                .containsExactly(
                        new InitRule(
                                new NamePattern("0.weight"),
                                new Initialization.Kaiming(
                                        Distribution.NORMAL,
                                        0,
                                        FanMode.FAN_OUT,
                                        Nonlinearity.RELU)),
                        new InitRule(
                                new NamePattern("*"),
                                new Initialization.Plain(new Initializer.Constant(0))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "clip_grad_norm: 0 | clip_grad_norm: must be a number above 0, found '0'",
                "clip_grad_value: -1 | clip_grad_value: must be a number above 0, found '-1'",
                "l1_penalty: -1 | l1_penalty: must be a number of 0 or more, found '-1'",
                "freeze: 0.weight | freeze: must be a list, found '0.weight'",
                "freeze: [1.*] | freeze[0]: matches no parameter; the network has 0.weight, 0.bias",
                "freeze: [\"\"] | freeze[0]: must be a name of parameters, as \"0.*\", found an empty text",
                "freeze: [0.*] | freeze: freezes every parameter, so nothing can be learnt; leave one out of 0.weight, 0.bias",
                "`init: {weight: zeros}` | init.weight: matches no parameter; the network has 0.weight, 0.bias",
                "`init: {0.*: kaiming_normal}` | init.'0.*': needs a parameter of two dimensions or more, as a weight has, got [1] of 0.bias",
                "`init: {0.*: xavier}` | init.'0.*': must be one of constant, kaiming_normal, kaiming_uniform, normal, ones, uniform, xavier_normal, xavier_uniform, zeros, found 'xavier'",
                "`init: {0.*: {uniform: {a: 2}}}` | init.'0.*': the lower bound must not be above the upper, got 2.0 and 1.0",
                "`init: {0.*: {normal: {std: -1}}}` | init.'0.*'.normal.std: must be a number of 0 or more, found '-1'",
                "`init: {0.weight: {kaiming_normal: {mode: fan}}}` | init.0.weight.kaiming_normal.mode: must be one of fan_in, fan_out, found 'fan'",
                "lr_scheduler: StepLR | lr_scheduler.StepLR.step_size: is missing; write step_size: 1000",
                "`lr_scheduler: {StepLR: {step_size: 0}}` | lr_scheduler.StepLR.step_size: must be a whole number from 1 to 2147483647, found '0'",
                "`lr_scheduler: {LinearLR: {start_factor: 0}}` | lr_scheduler.LinearLR.start_factor: must be a number above 0, up to 1, found '0'",
                "`lr_scheduler: {OneCycleLR: {max_lr: 0.1, cycle_momentum: false}}` | lr_scheduler.OneCycleLR.total_steps: is missing; write total_steps: 10000",
                "`lr_scheduler: {OneCycleLR: {max_lr: 0.1, total_steps: 100}}` | lr_scheduler: cycles the momentum, but the optimizer has none; write cycle_momentum: false, or a momentum above 0",
                "`lr_scheduler: {OneCycleLR: {max_lr: 0.1, total_steps: 3, cycle_momentum: false}}` | lr_scheduler: pct_start of total_steps must leave steps for every phase, got 0.3 of 3",
                "`lr_scheduler: {CyclicLR: {base_lr: 0.1, max_lr: 0.01}}` | lr_scheduler: max_lr must be at least 0.1, got 0.01",
                "`lr_scheduler: {SequentialLR: {schedulers: [ConstantLR], milestones: [5]}}` | lr_scheduler: SequentialLR needs one milestone fewer than schedulers, got 1 and 1",
                "`lr_scheduler: {SequentialLR: {schedulers: [ConstantLR, LinearLR, StepLR: {step_size: 1}], milestones: [5, 5]}}` | lr_scheduler: milestones must grow from 1 on, got [5, 5]",
                "`lr_scheduler: {ChainedScheduler: {schedulers: [CosineAnnealingLR: {T_max: 5}]}}` | lr_scheduler: ChainedScheduler takes schedulers that multiply the rate",
                "lr_scheduler: ReduceLROnPlateau | lr_scheduler: watches held-out examples, but none are held out; write validation: {fraction: 0.2} or metric: training.loss",
                "`lr_scheduler: {ReduceLROnPlateau: {metric: loss}}` | lr_scheduler: must be one of validation.loss, validation.accuracy, validation.precision",
                "`lr_scheduler: {ReduceLROnPlateau: {metric: training.loss, mode: max}}` | lr_scheduler: a low training.loss is good; write mode: min",
                "`lr_scheduler: {ReduceLROnPlateau: {metric: training.loss, factor: 1}}` | lr_scheduler.ReduceLROnPlateau.factor: must be a number above 0 and below 1, found '1'",
                "`lr_scheduler: {ReduceLROnPlateau: {metric: training.loss, patience: -1}}` | lr_scheduler.ReduceLROnPlateau.patience: must be a whole number from 0 to 2147483647, found '-1'",
                "`lr_scheduler: {SequentialLR: {schedulers: [ConstantLR, ReduceLROnPlateau], milestones: [5]}}` | lr_scheduler.SequentialLR.schedulers[1]: ReduceLROnPlateau goes by a metric, not by steps; write it by itself",
                "`early_stopping: {metric: training.loss, factor: 0.5}` | early_stopping.factor: belongs to action: reduce_lr; leave it out",
                "`early_stopping: {metric: training.loss, action: reduce_lr, factor: 2}` | early_stopping.factor: must be a number above 0 and below 1, found '2'"
            })
    void refuses(String line, String problem) {
        assertThat(PipelineTexts.problems(PipelineTexts.SMALL + line + "\n"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("10: " + problem);
    }

    @Test
    void refusesTwoThatReduceTheRateAndAModeThatIsWrongForAnAccuracy() {
        String text =
                """
                validation: {fraction: 0.2}
                early_stopping: {action: reduce_lr}
                lr_scheduler: {ReduceLROnPlateau: {metric: validation.accuracy}}
                """;
        assertThat(PipelineTexts.problems(PipelineTexts.SMALL + text))
                .containsExactly(
                        "12: lr_scheduler: a high validation.accuracy is good; write mode: max",
                        "12: lr_scheduler: early_stopping.action: reduce_lr reduces the learning"
                                + " rate too; leave one of them out");
    }

    @Test
    void readsWhatReducesTheRate() throws Exception {
        Pipeline stopping =
                PipelineTexts.parse(
                        PipelineTexts.SMALL
                                + "early_stopping: {metric: training.loss, action: reduce_lr,"
                                + " factor: 0.5}\n");
        assertThat(stopping.optimization().reduction())
                .contains(new RateReduction(0.5, 0, RateReduction.EPS));
        Pipeline plateau =
                PipelineTexts.parse(
                        PipelineTexts.SMALL
                                + "lr_scheduler: {ReduceLROnPlateau: {metric: training.loss}}\n");
        RateReduction reduction = new RateReduction(0.1, 0, 1e-8);
        assertThat(plateau.optimization().reduction()).contains(reduction);
        assertThat(plateau.optimization().schedule())
                .isEqualTo(
                        new ReduceLROnPlateau(
                                "training.loss",
                                Mode.MIN,
                                reduction,
                                10,
                                1e-4,
                                ThresholdMode.REL,
                                0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RMSprop: {alpha: 1} | RMSprop.alpha: must be a number from 0 to below 1, found '1'",
                "FTRL: {l1: -1} | FTRL.l1: must be a number of 0 or more, found '-1'",
                "`SGD: {groups: [{parameters: 7.*, lr: 1}]}` | SGD.groups[0].parameters: matches no parameter; the network has 0.weight, 0.bias",
                "`SGD: {groups: [{parameters: 0.*}]}` | SGD.groups[0].lr: is missing; write lr: 0.001",
                "`SGD: {groups: [{parameters: 0.*, lr: 1, decay: 3}]}` | SGD.groups[0].decay: is no key that is known here"
            })
    void refusesAnOptimizersArgument(String optimizer, String problem) {
        assertThat(
                        PipelineTexts.problems(
                                PipelineTexts.smallWith(
                                        "optimizer: SGD", "optimizer: {" + optimizer + "}")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("9: optimizer." + problem);
    }
}
