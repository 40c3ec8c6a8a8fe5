package dev.mixlab.data.cues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.DataCounts;
import dev.mixlab.text.Sentence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CueCorrectionTest {

    private static final AgreementData DATA = data();

    private static AgreementExample example(String id, String paradigm, String... words) {
        return new AgreementExample(id, paradigm, null, Sentence.of(List.of(words)), 2, List.of(0), "barks", null);
    }

    private static AgreementData data() {
        List<AgreementExample> train = List.of(example("1", "a", "The", "dogs", "bark", "loudly"));
        List<AgreementExample> test =
                List.of(example("2", "a", "Many", "cats", "bark", "."), example("3", "b", "Some", "Cows", "bark", "."));
        return AgreementData.of("x", "X", train, test, DataCounts.of(train, test));
    }

    private static CueCorrection.Corrected corrected(CueRule rule) {
        return new CueCorrection(List.of(rule), Map.of()).of(DATA, "y", "Y");
    }

    private static List<List<Integer>> cues(AgreementData data) {
        return data.examples().stream().map(AgreementExample::cues).toList();
    }

    @Test
    void aRuleConcernsItsParadigm() {
        AgreementData data =
                corrected(new CueRule("a", CueRule.Kind.OFFSET, -1, null)).data();

        assertThat(cues(data)).containsExactly(List.of(1), List.of(1), List.of(0));
        assertThat(data.sha256()).isNotEqualTo(DATA.sha256());
        assertThat(CueChange.between(DATA, data))
                .extracting(change -> change.example().id(), CueChange::before)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", List.of(0)),
                        org.assertj.core.groups.Tuple.tuple("2", List.of(0)));
    }

    @Test
    void rulesFindWordsByPositionByAListOrNone() {
        assertThat(cues(corrected(new CueRule(null, CueRule.Kind.POSITION, -1, null))
                        .data()))
                .containsExactly(List.of(3), List.of(3), List.of(3));
        CueCorrection.Corrected listed =
                corrected(new CueRule(null, CueRule.Kind.WORDS, null, List.of("cows", "dogs")));
        assertThat(cues(listed.data())).containsExactly(List.of(1), List.of(0), List.of(1));
        assertThat(listed.unmatched()).isEqualTo(1);
        assertThat(cues(corrected(new CueRule(null, CueRule.Kind.NONE, null, null))
                        .data()))
                .containsExactly(List.of(), List.of(), List.of());
    }

    @Test
    void singleCorrectionsOverruleRules() {
        CueCorrection correction = new CueCorrection(
                List.of(new CueRule(null, CueRule.Kind.NONE, null, null)), Map.of("2", List.of(1, 0)));

        assertThat(cues(correction.of(DATA, "y", "Y").data())).containsExactly(List.of(), List.of(0, 1), List.of());
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThatThrownBy(() -> new CueCorrection(List.of(), Map.of("9", List.of(1))).of(DATA, "y", "Y"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no example '9'");
        assertThatThrownBy(() -> new CueCorrection(List.of(), Map.of("1", List.of(2))).of(DATA, "y", "Y"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cues [2] with target 2");
        assertThatThrownBy(() -> new CueRule(null, CueRule.Kind.OFFSET, null, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must have a position");
    }
}
