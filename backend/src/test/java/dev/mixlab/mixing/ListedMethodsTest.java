package dev.mixlab.mixing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.ScoringMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A method that is missing from its list would be seen by nobody. */
class ListedMethodsTest {

    @Test
    void everyContextMixingMethodIsInItsList() {
        assertThat(listed(ContextMixingMethods.all()))
                .containsExactlyInAnyOrderElementsOf(written(ContextMixingMethod.class));
    }

    @Test
    void everyAttributionMethodIsInItsList() {
        assertThat(listed(AttributionMethods.all())).containsAll(written(AttributionMethod.class));
    }

    private static List<String> listed(List<? extends ScoringMethod> methods) {
        return methods.stream().map(method -> method.getClass().getName()).toList();
    }

    private static List<String> written(Class<?> kind) {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.mixlab.mixing")
                        .stream()
                        .filter(found -> found.isAssignableTo(kind))
                        .filter(found ->
                                !found.isInterface() && !found.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .toList();
    }
}
