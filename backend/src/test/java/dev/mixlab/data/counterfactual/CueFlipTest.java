package dev.mixlab.data.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.text.Sentence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CueFlipTest {

    private static AgreementExample example(String words, Paradigm paradigm, int target, int cue) {
        Sentence sentence = Sentence.of(List.of(words.split(" ")));
        return new AgreementExample("e", paradigm, GrammaticalNumber.SINGULAR, sentence, target, List.of(cue), "bad");
    }

    @ParameterizedTest
    @CsvSource({
        "child, children",
        "children, child",
        "Doctors, Doctor",
        "thief, thieves",
        "sister, sisters",
        "this, these",
        "Those, That"
    })
    void nounsAndDeterminersHaveTheFormOfTheOtherNumber(String word, String other) {
        assertThat(CueFlip.otherForm(word)).contains(other);
    }

    @ParameterizedTest
    @CsvSource({"sheep", "every", "Douglas", "the", "smiles"})
    void otherWordsHaveNone(String word) {
        assertThat(CueFlip.otherForm(word)).isEmpty();
    }

    @Test
    void theCueAloneIsChanged() {
        AgreementExample example = example("The doctor that saw the boys is smiling .", Paradigm.SUBJECT_VERB, 6, 1);
        assertThat(CueFlip.of(example))
                .hasValueSatisfying(sentence -> assertThat(sentence.words())
                        .containsExactly("The", "doctors", "that", "saw", "the", "boys", "is", "smiling", "."));
    }

    @Test
    void aDeterminerThatShowsTheNumberHasToHaveAnotherForm() {
        assertThat(CueFlip.of(example("Every doctor is smiling .", Paradigm.SUBJECT_VERB, 2, 1)))
                .isEmpty();
        assertThat(CueFlip.of(example("This doctor is smiling .", Paradigm.SUBJECT_VERB, 2, 1)))
                .hasValueSatisfying(sentence -> assertThat(sentence.text()).isEqualTo("These doctors is smiling."));
    }

    @Test
    void mostSentencesOfTheGrammarHaveOne() {
        List<AgreementExample> test = SampleData.create().test();
        long flipped = test.stream().filter(one -> CueFlip.of(one).isPresent()).count();
        assertThat((double) flipped / test.size()).isBetween(0.8, 1.0);
    }
}
