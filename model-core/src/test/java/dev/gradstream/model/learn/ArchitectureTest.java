package dev.gradstream.model.learn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what. */
@AnalyzeClasses(
        packages = "dev.gradstream.model",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONLY_PLANS_KNOW_ND4J =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..graph.plan..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.nd4j..", "org.bytedeco..");

    @ArchTest
    static final ArchRule NETWORKS_ARE_WRITTEN_WITHOUT_PLANS =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.gradstream.model.graph", "..nn..", "..loss..", "..optim..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..graph.plan..", "..learn..");

    @ArchTest
    static final ArchRule EVALUATION_NEEDS_ONLY_DATA =
            classes()
                    .that()
                    .resideInAPackage("dev.gradstream.model.eval..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.gradstream.model.eval..", "dev.gradstream.model.data..", "java..");

    @ArchTest
    static final ArchRule LEARNING_KNOWS_NEITHER_SNAPSHOTS_NOR_PIPELINES =
            noClasses()
                    .that()
                    .resideInAPackage("..learn..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..snapshot..", "..train..", "..pipeline..");
}
