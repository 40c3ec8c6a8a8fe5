package dev.mixlab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, as the house plan draws them. */
class ArchitectureTest {

    /** Package -> packages it may import. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("common", Set.of()),
            Map.entry("text", Set.of("common")),
            Map.entry("data", Set.of("text", "common")),
            Map.entry("weights", Set.of("common")),
            Map.entry("encoder", Set.of("weights", "text", "common")),
            Map.entry("mixing", Set.of("encoder", "text", "common")),
            Map.entry("training", Set.of("encoder", "weights", "data", "text", "common")),
            Map.entry("evaluation", Set.of("mixing", "encoder", "data", "text", "common")),
            Map.entry("run", Set.of("evaluation", "common", "data", "text", "training", "mixing", "weights")),
            Map.entry("store", Set.of("evaluation", "run", "common", "data", "text", "training", "mixing", "weights")),
            Map.entry(
                    "jobs",
                    Set.of("evaluation", "run", "training", "mixing", "encoder", "weights", "data", "text", "common")),
            Map.entry("web", Set.of("evaluation", "run", "common", "data", "text", "training", "mixing", "weights")));

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.mixlab");
    }

    @Test
    void packagesImportOnlyWhatTheHousePlanAllows() {
        LayeredArchitecture plan = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true);
        for (String room : ARROWS.keySet()) {
            plan = plan.layer(room).definedBy("dev.mixlab." + room + "..");
        }
        for (Map.Entry<String, Set<String>> arrow : ARROWS.entrySet()) {
            String[] allowed = arrow.getValue().toArray(String[]::new);
            plan = allowed.length == 0
                    ? plan.whereLayer(arrow.getKey()).mayNotAccessAnyLayer()
                    : plan.whereLayer(arrow.getKey()).mayOnlyAccessLayers(allowed);
        }
        plan.check(classes);
    }

    @Test
    void noCyclesBetweenPackages() {
        slices().matching("dev.mixlab.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void vertxStaysInWebAndApp() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.mixlab.web..", "dev.mixlab.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx..")
                .check(classes);
    }

    @Test
    void sqlStaysInStore() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.mixlab.store..", "dev.mixlab.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "java.sql..", "org.flywaydb..")
                .check(classes);
    }

    @Test
    void tensorsStayInTheNumericPackages() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.mixlab.run..", "dev.mixlab.store..", "dev.mixlab.web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(classes);
    }
}
