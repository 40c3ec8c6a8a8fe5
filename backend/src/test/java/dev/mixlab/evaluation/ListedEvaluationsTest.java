package dev.mixlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.mixlab.evaluation.suite.Evaluations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An evaluation that is missing from its list would be made by nobody. */
class ListedEvaluationsTest {

    @Test
    void everyEvaluationIsInTheList() {
        List<String> written = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.mixlab.evaluation")
                        .stream()
                        .filter(found -> found.isAssignableTo(Evaluation.class) && !found.isInterface())
                        .map(JavaClass::getName)
                        .toList();

        assertThat(Evaluations.all())
                .extracting(evaluation -> evaluation.getClass().getName())
                .containsAll(written);
    }

    @Test
    void idsOfEvaluationsAndMeasuresAreTheirOwn() {
        assertThat(Evaluations.infos()).extracting(EvaluationInfo::id).doesNotHaveDuplicates();
        assertThat(Evaluations.infos().stream()
                        .flatMap(info -> info.measures().stream())
                        .toList())
                .extracting(Measure::id)
                .doesNotHaveDuplicates();
        assertThat(Evaluations.standardIds()).containsExactly("cue_alignment", "faithfulness", "probing");
    }
}
