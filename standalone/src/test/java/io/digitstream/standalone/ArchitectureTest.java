package io.digitstream.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The rules of ARCHITECTURE.md: who may know whom, and what a package may be called. */
@AnalyzeClasses(packages = "io.digitstream", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule SCHEMAS_STAND_ALONE = noClasses()
            .that()
            .resideInAPackage("io.digitstream.schemas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.digitstream.application..",
                    "io.digitstream.recognizer..",
                    "io.digitstream.processor..",
                    "io.digitstream.trainer..",
                    "io.digitstream.standalone..",
                    "org.apache.kafka..");

    @ArchTest
    static final ArchRule THE_RECOGNIZER_KNOWS_NEITHER_KAFKA_NOR_AVRO = noClasses()
            .that()
            .resideInAPackage("io.digitstream.recognizer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.digitstream.application..",
                    "io.digitstream.schemas..",
                    "io.digitstream.processor..",
                    "io.digitstream.trainer..",
                    "io.digitstream.standalone..",
                    "org.apache.kafka..",
                    "org.apache.avro..");

    @ArchTest
    static final ArchRule WHAT_APPLICATIONS_SHARE_KNOWS_NONE_OF_THEM = noClasses()
            .that()
            .resideInAPackage("io.digitstream.application..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.digitstream.recognizer..",
                    "io.digitstream.processor..",
                    "io.digitstream.trainer..",
                    "io.digitstream.standalone..");

    @ArchTest
    static final ArchRule THE_GENERATOR_KNOWS_ONLY_REGIONS_AND_PIXELS = noClasses()
            .that()
            .resideInAPackage("io.digitstream.synthetic..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.digitstream.application..",
                    "io.digitstream.schemas..",
                    "io.digitstream.processor..",
                    "io.digitstream.trainer..",
                    "io.digitstream.standalone..",
                    "io.digitstream.recognizer.engine..",
                    "org.apache.kafka..");

    @ArchTest
    static final ArchRule THE_PROCESSOR_DOES_NOT_KNOW_THE_TRAINER = noClasses()
            .that()
            .resideInAPackage("io.digitstream.processor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.digitstream.synthetic..", "io.digitstream.trainer..", "io.digitstream.standalone..");

    @ArchTest
    static final ArchRule THE_TRAINER_DOES_NOT_KNOW_THE_PROCESSOR = noClasses()
            .that()
            .resideInAPackage("io.digitstream.trainer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.digitstream.processor..", "io.digitstream.standalone..");

    @ArchTest
    static final ArchRule ONLY_THE_ENGINE_THE_TRAINING_AND_BENCHMARKS_KNOW_DL4J = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.digitstream.recognizer.engine..",
                    "io.digitstream.trainer.training..",
                    "io.digitstream.standalone.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..");

    @ArchTest
    static final ArchRule ONLY_THE_BROKER_KNOWS_KAFKAS_INSIDES = noClasses()
            .that()
            .resideOutsideOfPackage("io.digitstream.standalone.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..");

    @ArchTest
    static final ArchRule ONLY_TRACING_KNOWS_OPENTELEMETRY = noClasses()
            .that()
            .resideOutsideOfPackage("io.digitstream.processor.tracing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule THE_STEPS_OF_A_PROCESSOR_DO_NOT_KNOW_HOW_THEY_ARE_MEASURED = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.digitstream.processor.intake..",
                    "io.digitstream.processor.pending..",
                    "io.digitstream.processor.batch..",
                    "io.digitstream.processor.results..",
                    "io.digitstream.processor.drift..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule A_PACKAGE_IS_A_STEP_OR_A_THING_NEVER_A_DRAWER = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..", "..manager..");

    @ArchTest
    static final ArchRule NULL_IS_MARKED_EVERYWHERE = classes()
            .that()
            .areNotAnnotatedWith("org.apache.avro.specific.AvroGenerated")
            .and()
            .resideOutsideOfPackage("..jmh_generated..")
            .should(new ArchCondition<>("reside in a @NullMarked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " is in a package without @NullMarked"));
                    }
                }
            });

    @ArchTest
    static final ArchRule NO_CLASS_IS_NAMED_AFTER_ITS_INTERFACE =
            noClasses().should().haveSimpleNameEndingWith("Impl");
}
