package dev.gradstream.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may use whom: {@code jobs -> operators -> model-core}, and what each may bring in. */
@AnalyzeClasses(packages = "dev.gradstream", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModuleTest {
    private static final String MODEL = "dev.gradstream.model..";
    private static final String OPERATOR = "dev.gradstream.operator..";
    private static final String JOB = "dev.gradstream.job..";

    @ArchTest
    static final ArchRule theLearnerKnowsNeitherFlinkNorKafka =
            noClasses()
                    .that()
                    .resideInAPackage(MODEL)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(OPERATOR, JOB, "org.apache.flink..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule operatorsKnowNoJob =
            noClasses()
                    .that()
                    .resideInAPackage(OPERATOR)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(JOB);

    @ArchTest
    static final ArchRule onlyTheGraphKnowsNd4j =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.gradstream.model.graph..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.nd4j..", "org.bytedeco..");

    @ArchTest
    static final ArchRule onlyTheKafkaPackageOfTheOperatorsKnowsKafka =
            noClasses()
                    .that()
                    .resideInAPackage(OPERATOR)
                    .and()
                    .resideOutsideOfPackage("dev.gradstream.operator.kafka..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..");

    @ArchTest
    static final ArchRule evaluationNeedsOnlyData =
            classes()
                    .that()
                    .resideInAPackage("dev.gradstream.model.eval..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.gradstream.model.eval..",
                            "dev.gradstream.model.data..",
                            "java..",
                            "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule packagesOfTheModelHaveNoCycles =
            slices().matching("dev.gradstream.model.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheOperatorsHaveNoCycles =
            slices().matching("dev.gradstream.operator.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheJobsHaveNoCycles =
            slices().matching("dev.gradstream.job.(**)").should().beFreeOfCycles();
}
