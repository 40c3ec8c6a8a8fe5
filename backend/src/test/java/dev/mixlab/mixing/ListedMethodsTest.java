package dev.mixlab.mixing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.mixing.method.ScoringMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A method that is missing from its list would be seen by nobody. A class whose constructor takes enums is one method for every
 * combination of their constants.
 */
class ListedMethodsTest {

    @Test
    void everyContextMixingMethodIsInItsList() {
        assertThat(listed(ContextMixingMethods.all())).isEqualTo(written(ContextMixingMethod.class));
    }

    @Test
    void everyAttributionMethodIsInItsList() {
        assertThat(listed(AttributionMethods.all())).isEqualTo(written(AttributionMethod.class));
    }

    @Test
    void noTwoMethodsHaveTheSameId() {
        assertThat(ScoringMethods.infos()).extracting(MethodInfo::id).doesNotHaveDuplicates();
    }

    @Test
    void methodsThatContainTheLayersBelowAreThoseThatFollowTheWholeWayFromTheInput() {
        assertThat(ScoringMethods.infos())
                .filteredOn(MethodInfo::containsLayersBelow)
                .extracting(MethodInfo::id)
                .containsExactly("attention_flow", "decompx_norm", "hidden_token_attribution_global");
    }

    /** Returns how many methods of each class are listed. */
    private static Map<String, Long> listed(List<? extends ScoringMethod> methods) {
        return methods.stream()
                .collect(Collectors.groupingBy(
                        method -> method.getClass().getName(), TreeMap::new, Collectors.counting()));
    }

    /** Returns how many methods each class of that kind is. */
    private static Map<String, Long> written(Class<?> kind) {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.mixlab.mixing")
                        .stream()
                        .filter(type -> type.isAssignableTo(kind))
                        .filter(type ->
                                !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .collect(Collectors.toMap(
                                JavaClass::getName, type -> variants(type.reflect()), Long::sum, TreeMap::new));
    }

    private static long variants(Class<?> method) {
        return Arrays.stream(method.getConstructors()[0].getParameterTypes())
                .mapToLong(choice -> choice.getEnumConstants().length)
                .reduce(1, (left, right) -> left * right);
    }
}
