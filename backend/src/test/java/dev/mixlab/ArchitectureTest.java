package dev.mixlab;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import dev.mixlab.encoder.engine.TensorEngine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, as the house plan draws them. */
class ArchitectureTest {

    /** Package -> packages it may import. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("common", Set.of()),
            Map.entry("text", Set.of("common")),
            Map.entry("data", Set.of("text", "common")),
            Map.entry("weights", Set.of("text", "common")),
            Map.entry("encoder", Set.of("weights", "text", "common")),
            Map.entry("mixing", Set.of("encoder", "text", "common")),
            Map.entry("training", Set.of("encoder", "weights", "data", "text", "common")),
            Map.entry("evaluation", Set.of("mixing", "encoder", "data", "text", "common")),
            Map.entry("run", Set.of("evaluation", "common", "data", "text", "training", "mixing", "weights")),
            Map.entry("store", Set.of("evaluation", "run", "common", "data", "text", "training", "mixing", "weights")),
            Map.entry(
                    "jobs",
                    Set.of("evaluation", "run", "training", "mixing", "encoder", "weights", "data", "text", "common")),
            Map.entry("web", Set.of("evaluation", "run", "common", "data", "text", "training", "mixing", "weights")),
            Map.entry(
                    "verify",
                    Set.of("evaluation", "training", "mixing", "encoder", "weights", "data", "text", "common")),
            Map.entry("bench", Set.of("training", "mixing", "encoder", "weights", "data", "text", "common")));

    /** Families of scoring methods, each a package of its own below {@code mixing}. */
    private static final List<String> METHOD_FAMILIES =
            List.of("valuezeroing", "attention", "norms", "decompx", "jacobian", "gradient");

    /** Resources of the HTTP interface, each a package of its own below {@code web}. */
    private static final List<String> WEB_RESOURCES =
            List.of("runs", "scores", "evaluations", "catalogue", "share", "events");

    /** What guards and resources of the interface stand on. */
    private static final Set<String> WEB_GROUND = Set.of(
            "dev.mixlab.web.http",
            "dev.mixlab.web.http.access",
            "dev.mixlab.web.http.problem",
            "dev.mixlab.web.http.transfer");

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
        slices().matching("dev.mixlab.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void methodFamiliesSeeTheInterfacesAndTheTensorHelpersOnly() {
        for (String family : METHOD_FAMILIES) {
            String own = "dev.mixlab.mixing." + family;
            onlyWithin("dev.mixlab.mixing", own, Set.of("dev.mixlab.mixing.method", "dev.mixlab.mixing.tensor"));
        }
    }

    @Test
    void theScoringEngineSeesNoMethodFamily() {
        onlyWithin(
                "dev.mixlab.mixing",
                "dev.mixlab.mixing.engine",
                Set.of("dev.mixlab.mixing.method", "dev.mixlab.mixing.tensor"));
        onlyWithin("dev.mixlab.mixing", "dev.mixlab.mixing.tensor", Set.of());
        onlyWithin("dev.mixlab.mixing", "dev.mixlab.mixing.method", Set.of());
    }

    @Test
    void resourcesOfTheInterfaceSeeTheHttpGroundAndJsonOnly() {
        Set<String> ground = Stream.concat(WEB_GROUND.stream(), Stream.of("dev.mixlab.web.json"))
                .collect(Collectors.toSet());
        for (String resource : WEB_RESOURCES) {
            onlyWithin("dev.mixlab.web", "dev.mixlab.web." + resource, ground);
        }
    }

    @Test
    void guardsOfTheInterfaceSeeTheHttpGroundOnly() {
        onlyWithin("dev.mixlab.web", "dev.mixlab.web.guard", WEB_GROUND);
    }

    @Test
    void theHttpGroundHasFloors() {
        String http = "dev.mixlab.web.http";
        onlyWithin("dev.mixlab.web", http + ".problem", Set.of());
        onlyWithin("dev.mixlab.web", http + ".access", Set.of(http + ".problem"));
        onlyWithin("dev.mixlab.web", http, Set.of(http + ".access", http + ".problem", "dev.mixlab.web.json"));
        onlyWithin("dev.mixlab.web", http + ".transfer", Set.of(http, http + ".access", http + ".problem"));
    }

    @Test
    void everyListedPackageHasClasses() {
        Set<String> packages = classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        WEB_GROUND.forEach(name -> assertThat(packages).contains(name));
        Stream.of(
                        METHOD_FAMILIES.stream().map("mixing."::concat),
                        WEB_RESOURCES.stream().map("web."::concat),
                        ARROWS.keySet().stream())
                .flatMap(names -> names)
                .forEach(name -> assertThat(packages).contains("dev.mixlab." + name));
    }

    /** Of the packages below {@code whole}, the classes of {@code part} may use their own and the {@code allowed} alone. */
    private static void onlyWithin(String whole, String part, Set<String> allowed) {
        DescribedPredicate<JavaClass> forbidden = new DescribedPredicate<>("reside elsewhere in " + whole) {
            @Override
            public boolean test(JavaClass used) {
                String name = used.getPackageName();
                return (name.equals(whole) || name.startsWith(whole + "."))
                        && !name.equals(part)
                        && !allowed.contains(name);
            }
        };
        noClasses()
                .that()
                .resideInAPackage(part)
                .should()
                .dependOnClassesThat(forbidden)
                .check(classes);
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
    void oneClassNamesTheEngineAndItsDevice() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(TensorEngine.class.getName())
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(Device.class.getName())
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl.engine..", "ai.djl.pytorch..")
                .orShould()
                .callMethodWhere(target(name("newBaseManager")).and(target(owner(assignableTo(NDManager.class)))))
                .orShould()
                .callMethodWhere(target(name("newInstance")).and(target(owner(assignableTo(Model.class)))))
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

    @Test
    void nothingReconfiguresAMapperThatOthersShare() {
        DescribedPredicate<JavaCall<?>> changesAMapper = DescribedPredicate.describe(
                "changes an object mapper",
                call -> call.getTargetOwner().isAssignableTo(ObjectMapper.class)
                        && (call.getName().startsWith("set")
                                || Set.of("enable", "disable", "configure", "registerModule", "registerModules")
                                        .contains(call.getName())));
        noClasses().should().callMethodWhere(changesAMapper).check(classes);
    }

    /** DJL frees such a number when the operation is over, and PyTorch reads it again in the backward pass. */
    @Test
    void whatABackwardPassFollowsMultipliesByNoNumberOfJavas() {
        DescribedPredicate<JavaCall<?>> keepsANumber = DescribedPredicate.describe(
                "multiply, divide or raise an array by a Java number",
                call -> call.getTargetOwner().isAssignableTo(NDArray.class)
                        && Set.of("mul", "muli", "div", "divi", "pow", "powi").contains(call.getName())
                        && call.getTarget().getRawParameterTypes().get(0).isEquivalentTo(Number.class));
        noClasses()
                .that()
                .areAssignableTo(Loss.class)
                .or()
                .areAssignableTo(Block.class)
                .or()
                .resideInAPackage("dev.mixlab.encoder.layer..")
                .should()
                .callMethodWhere(keepsANumber)
                .check(classes);
    }
}
