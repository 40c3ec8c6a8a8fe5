package dev.mixlab.data.blimp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.CueUnit;
import dev.mixlab.data.CueWords;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.text.Sentence;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cue words of every unit, checked by hand. */
class CueWordFinderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # paradigm | good sentence | bad sentence | published | head | phrase | words that show the number | attractor
            ana  | Susan revealed herself.                 | Susan revealed themselves.                | Susan              | Susan     | Susan               | Susan              | ''
            ana  | These patients do respect themselves.   | These patients do respect himself.        | These patients     | patients  | These patients      | These patients     | ''
            ana  | A lot of girls had bothered themselves. | A lot of girls had bothered herself.      | A lot of girls     | girls     | A lot of girls      | A lot of girls     | ''
            ana  | Tina and Amy hate themselves.           | Tina and Amy hate herself.                | Tina and Amy       | Tina and Amy | Tina and Amy     | Tina and Amy       | ''
            ana  | The fish found themselves.              | The fish found himself.                    | The fish           | fish      | The fish            | ''                 | ''
            dna  | Tracy passed these art galleries.       | Tracy passed this art galleries.          | galleries          | galleries | art galleries       | galleries          | ''
            dnaa | Cynthia scans these hard books.         | Cynthia scans this hard books.            | books              | books     | hard books          | books              | ''
            darn | A niece of most senators has not descended most slopes. | A niece of most senators have not descended most slopes. | niece | niece | A niece | A niece | senators
            darn | The pictures of Douglas do annoy Dana.  | The pictures of Douglas does annoy Dana.  | pictures           | pictures  | The pictures        | pictures           | Douglas
            darn | The movies about Galileo are winning.   | The movies about Galileo is winning.      | movies             | movies    | The movies          | movies             | Galileo
            rpsv | All dogs resemble some sketches.        | All dogs resembles some sketches.         | dogs               | dogs      | All dogs            | All dogs           | ''
            rpsv | The cups alarm Angela.                  | The cups alarms Angela.                   | cups               | cups      | The cups            | cups               | ''
            rpsv | Most newspaper articles are boring.     | Most newspaper articles is boring.        | articles           | articles  | Most newspaper articles | Most articles  | ''
            rpsv | Winston Churchill is losing.            | Winston Churchill are losing.             | Churchill          | Churchill | Winston Churchill   | Churchill          | ''
            """)
    void unitsOfBlimpSentences(
            String paradigm,
            String good,
            String bad,
            String published,
            String head,
            String phrase,
            String numberWords,
            String attractor) {
        MinimalPair pair = new MinimalPair("p", Paradigm.of(paradigm), good, bad);
        AgreementExample example = ((PairAnnotator.Annotation.Annotated) PairAnnotator.annotate(pair)).example();
        CueWords words = CueWordFinder.of(example);

        assertThat(Stream.of(CueUnit.values()).map(unit -> text(example, words.of(unit))))
                .containsExactly(published, head, phrase, numberWords);
        assertThat(text(example, words.attractor())).isEqualTo(attractor);
    }

    /** The head of the published script alone misses the determiner of "A nephew": that this is so is what the units are for. */
    @Test
    void unitsWithinASentenceWhoseSubjectIsNotAtItsStart() {
        AgreementExample example = new AgreementExample(
                "e",
                Paradigm.SUBJECT_VERB,
                GrammaticalNumber.PLURAL,
                Sentence.of(List.of("Today", "these", "old", "boys", "that", "saw", "it", "are", "late", ".")),
                7,
                List.of(3),
                "is");
        CueWords words = CueWordFinder.of(example);

        assertThat(words.of(CueUnit.PHRASE)).containsExactly(1, 2, 3);
        assertThat(words.of(CueUnit.NUMBER_WORDS)).containsExactly(1, 3);
    }

    /** Determiners of the sample data fit both numbers by design, so that the heads alone show the number. */
    @Test
    void theHeadsOfTheSampleDataAreAllThatShowsTheNumber() {
        List<AgreementExample> examples = SampleData.create().examples();

        assertThat(examples).isNotEmpty().allSatisfy(example -> {
            CueWords words = CueWordFinder.of(example);
            assertThat(words.of(CueUnit.HEAD)).isEqualTo(example.cues());
            assertThat(words.of(CueUnit.PHRASE)).containsAll(example.cues()).doesNotContain(example.target());
            assertThat(words.of(CueUnit.NUMBER_WORDS)).isEqualTo(example.cues());
            if (example.isOf(Paradigm.DISTRACTOR_RELATIONAL_NOUN)) {
                assertThat(words.attractor()).hasSizeLessThanOrEqualTo(1).doesNotContainAnyElementsOf(example.cues());
            } else {
                assertThat(words.attractor()).isEmpty();
            }
        });
    }

    /** Half of the sample's darn sentences are hard, which is where the noun between cue and target has the other number. */
    @Test
    void theHardDistractorsOfTheSampleDataAreAttractors() {
        List<AgreementExample> darn = SampleData.create().examples().stream()
                .filter(example -> example.isOf(Paradigm.DISTRACTOR_RELATIONAL_NOUN))
                .toList();

        assertThat(darn.stream()
                        .filter(example ->
                                !CueWordFinder.of(example).attractor().isEmpty())
                        .count())
                .isEqualTo(303);
    }

    private static String text(AgreementExample example, List<Integer> words) {
        return String.join(
                " ", words.stream().map(example.sentence().words()::get).toList());
    }
}
