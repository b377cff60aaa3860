package io.negawatt.app;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the code to the house: a package uses only packages before it, and the rules that can be read off the text. */
class ArchitectureTest {

    /** The packages, lowest first; a package uses only those before it. ARCHITECTURE.md quotes this. */
    static final List<String> ORDER = List.of(
            "core.text",
            "core.units",
            "core.series",
            "core.catalog",
            "core.meter",
            "core.account",
            "core.estimate",
            "plan.signal",
            "plan.forecast",
            "plan.simulate",
            "plan.optimize",
            "plan.jobs",
            "plan.tasks",
            "plan.rules",
            "plan.schedule",
            "plan.replay",
            "plan.site",
            "plan.operate",
            "plan.control",
            "plan.advise",
            "train.learn",
            "train.parallel",
            "app.store",
            "app.live",
            "app.report",
            "app.run",
            "app.train",
            "app.study",
            "app.access",
            "app.ingest",
            "app.agent",
            "app.server",
            "app.alert",
            "app.desk",
            "app.demo",
            "app.cli");

    private static final String BASE = "io.negawatt";

    @Test
    void a_package_uses_only_packages_before_it() {
        assertThat(HouseRules.outOfOrder(production(), BASE, ORDER)).isEmpty();
    }

    @Test
    void a_use_against_the_order_is_found() {
        var planted =
                new ClassFileImporter().importPackages("io.negawatt.app.planted.low", "io.negawatt.app.planted.high");
        assertThat(HouseRules.outOfOrder(planted, "io.negawatt.app.planted", List.of("low", "high")))
                .singleElement()
                .asString()
                .contains("Low uses", "high comes after");
        assertThat(HouseRules.outOfOrder(planted, "io.negawatt.app.planted", List.of("high", "low")))
                .isEmpty();
        assertThat(HouseRules.outOfOrder(planted, "io.negawatt.app.planted", List.of("high")))
                .anyMatch(sentence -> sentence.contains("has no place"));
    }

    @Test
    void no_packages_form_a_cycle() {
        slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(production());
    }

    @Test
    void a_cycle_is_found() {
        var planted =
                new ClassFileImporter().importPackages("io.negawatt.app.planted.left", "io.negawatt.app.planted.right");
        var rule = slices().matching(BASE + ".(**)").should().beFreeOfCycles();
        assertThat(rule.evaluate(planted).hasViolation()).isTrue();
    }

    @Test
    void files_are_short() {
        assertThat(HouseRules.tooLong(House.javaFiles())).isEmpty();
        assertThat(HouseRules.tooLong(List.of(main("int i;\n".repeat(HouseRules.MOST_LINES)))))
                .isEmpty();
        assertThat(HouseRules.tooLong(List.of(main("int i;\n".repeat(HouseRules.MOST_LINES + 1)))))
                .hasSize(1);
    }

    @Test
    void packages_are_null_marked_and_described() {
        assertThat(HouseRules.withoutNullMark(House.javaFiles())).isEmpty();
        assertThat(HouseRules.withoutNullMark(List.of(main("package io.negawatt.core.units;"))))
                .hasSize(1);
    }

    @Test
    void public_types_have_javadoc() {
        assertThat(HouseRules.withoutJavadoc(House.javaFiles())).isEmpty();
        assertThat(HouseRules.withoutJavadoc(List.of(main("public final class X {}"))))
                .hasSize(1);
        assertThat(HouseRules.withoutJavadoc(List.of(main("/** Doc. */\nimport a.B;\n\npublic record X() {}"))))
                .hasSize(1);
        assertThat(HouseRules.withoutJavadoc(
                        List.of(main("/** Doc. */\n@Command(name = \"x\")\npublic sealed interface X {}"))))
                .isEmpty();
    }

    @Test
    void only_the_command_line_and_reports_print() {
        assertThat(HouseRules.printing(House.javaFiles())).isEmpty();
        assertThat(HouseRules.printing(List.of(main("package io.negawatt.core.units; System.out.println();"))))
                .hasSize(1);
        assertThat(HouseRules.printing(List.of(main("package io.negawatt.app.cli;\nSystem.out.println();"))))
                .isEmpty();
    }

    @Test
    void tests_stand_beside_what_they_test() {
        assertThat(HouseRules.besideNothing(House.javaFiles())).isEmpty();
        var type = new JavaFile(Path.of("core/src/main/java/X.java"), "package io.negawatt.core.units;");
        var beside = new JavaFile(Path.of("core/src/test/java/XTest.java"), "package io.negawatt.core.units;");
        var elsewhere = new JavaFile(Path.of("core/src/test/java/XTest.java"), "package io.negawatt.core.meter;");
        assertThat(HouseRules.besideNothing(List.of(type, beside))).isEmpty();
        assertThat(HouseRules.besideNothing(List.of(type, elsewhere))).hasSize(1);
    }

    private static JavaClasses production() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(BASE);
        assertThat(classes).as("production classes on the class path").isNotEmpty();
        return classes;
    }

    private static JavaFile main(String text) {
        return new JavaFile(Path.of("core/src/main/java/X.java"), text);
    }
}
