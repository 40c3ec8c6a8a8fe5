package dev.mixlab.data.blimp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.DataCounts;
import dev.mixlab.data.DroppedPair;
import dev.mixlab.data.EncodedHalves;
import dev.mixlab.data.FileLine;
import dev.mixlab.data.Paradigm;
import dev.mixlab.text.DropReason;
import dev.mixlab.text.ExampleEncoder;
import dev.mixlab.text.TinyTokenizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlimpDataTest {

    private static final List<String> WORDS =
            List.of("has", "have", "see", "sees", "this", "these", "that", "himself", "themselves");

    @TempDir
    private Path folder;

    private List<MinimalPair> pairs;

    @BeforeEach
    void read() throws IOException {
        BlimpFolder.write(folder);
        pairs = new ArrayList<>(BlimpReader.read(folder));
    }

    @Test
    void bothNumbersOfRpsvAreEquallyFrequentAndNoOtherParadigmIsTouched() {
        AgreementData data = BlimpData.build(pairs, 1);

        assertThat(data.counts().paradigms()).hasSize(5).allSatisfy(counts -> {
            assertThat(counts.singular()).isEqualTo(4);
            assertThat(counts.plural()).isEqualTo(4);
            assertThat(counts.train()).isEqualTo(4);
            assertThat(counts.test()).isEqualTo(4);
        });
        assertThat(of(data, Paradigm.SUBJECT_VERB).dropped()).isEqualTo(Map.of(DropReason.BALANCED, 4));
        assertThat(data.examples()).extracting(AgreementExample::id).doesNotHaveDuplicates();
    }

    @Test
    void pairsThatTheTokenizerCannotWriteAreCountedByReason() {
        pairs.add(pair("rpsv-20", Paradigm.SUBJECT_VERB, "Those boys sees Ann.", "Those boys see Ann."));
        pairs.add(pair("rpsv-21", Paradigm.SUBJECT_VERB, "Those boys greets Ann.", "Those boys greet Ann."));
        try (ExampleEncoder encoder = ExampleEncoder.of(TinyTokenizers.wordPiece(WORDS))) {
            AgreementData data =
                    EncodedHalves.of(BlimpData.build(pairs, 1), encoder).readable();

            assertThat(of(data, Paradigm.DETERMINER_NOUN).dropped())
                    .isEqualTo(Map.of(DropReason.GOOD_WORD_NOT_ONE_PIECE, 4));
            assertThat(of(data, Paradigm.DETERMINER_ADJECTIVE_NOUN).dropped())
                    .isEqualTo(Map.of(DropReason.BAD_WORD_NOT_ONE_PIECE, 4));
            DataCounts.OfParadigm subjectVerb = of(data, Paradigm.SUBJECT_VERB);
            assertThat(subjectVerb.dropped())
                    .isEqualTo(Map.of(
                            DropReason.BALANCED, 4,
                            DropReason.CUE_AGAINST_GOOD_WORD, 2));
            assertThat(List.of(subjectVerb.read(), subjectVerb.usable(), subjectVerb.kept()))
                    .containsExactly(14, 12, 8);
            assertThat(data.counts().read()).isEqualTo(46);
            assertThat(SinglePieces.count(pairs, encoder))
                    .isEqualTo(Map.of(
                            Paradigm.ANAPHOR, 8,
                            Paradigm.DETERMINER_NOUN, 4,
                            Paradigm.DETERMINER_ADJECTIVE_NOUN, 4,
                            Paradigm.DISTRACTOR_RELATIONAL_NOUN, 8,
                            Paradigm.SUBJECT_VERB, 13));
        }
    }

    @Test
    void theSamePairTwiceIsUsedOnce() {
        pairs.add(pair("dna-20", Paradigm.DETERMINER_NOUN, "Ann met this boy.", "Ann met these boy."));

        assertThat(of(BlimpData.build(pairs, 1), Paradigm.DETERMINER_NOUN).dropped())
                .isEqualTo(Map.of(DropReason.DUPLICATE, 1));
    }

    @Test
    void noneOfAPairAndItsReverseIsUsedEvenIfTheNounIsUnknown() {
        pairs.add(pair("rpsv-20", Paradigm.SUBJECT_VERB, "The zorb see Ann.", "The zorb sees Ann."));
        pairs.add(pair("rpsv-21", Paradigm.SUBJECT_VERB, "The zorb sees Ann.", "The zorb see Ann."));
        pairs.add(pair("rpsv-22", Paradigm.SUBJECT_VERB, "James see Ann.", "James sees Ann."));
        pairs.add(pair("rpsv-23", Paradigm.SUBJECT_VERB, "James sees Ann.", "James see Ann."));

        AgreementData data = BlimpData.build(pairs, 1);

        assertThat(data.counts().dropped())
                .filteredOn(pair -> pair.reason() != DropReason.BALANCED)
                .extracting(DroppedPair::id, DroppedPair::reason)
                .containsExactlyInAnyOrder(
                        tuple("rpsv-20", DropReason.CUE_AGAINST_GOOD_WORD),
                        tuple("rpsv-21", DropReason.CUE_AMBIGUOUS),
                        tuple("rpsv-22", DropReason.CUE_AMBIGUOUS),
                        tuple("rpsv-23", DropReason.CUE_AMBIGUOUS));
    }

    @Test
    void aPairThatCannotBeReadIsDroppedWithItsFileAndLine() {
        pairs.add(pair("ana-20", Paradigm.ANAPHOR, "Ann saw herself.", "Ann saw herself."));
        pairs.add(pair("ana-21", Paradigm.ANAPHOR, "An\uD83Dn saw herself.", "An\uD83Dn saw themselves."));
        pairs.add(pair("ana-22", Paradigm.ANAPHOR, " ", "Ann saw herself."));

        AgreementData data = BlimpData.build(pairs, 1);

        assertThat(of(data, Paradigm.ANAPHOR).dropped())
                .isEqualTo(Map.of(
                        DropReason.SENTENCES_EQUAL, 1, DropReason.NOT_ENCODABLE, 1, DropReason.NOT_ONE_WORD_APART, 1));
        assertThat(of(data, Paradigm.ANAPHOR).kept()).isEqualTo(8);
        assertThat(data.counts().dropped())
                .filteredOn(pair -> pair.paradigm().equals(Paradigm.ANAPHOR.id()))
                .extracting(DroppedPair::where)
                .containsOnly("anaphor_number_agreement.jsonl line 20");
    }

    @Test
    void aFolderOfWhichNothingCanBeUsedIsRefused() {
        List<MinimalPair> nothing = List.of(pair("ana-1", Paradigm.ANAPHOR, "Ann saw herself.", "Ann saw herself."));

        assertThatThrownBy(() -> BlimpData.build(nothing, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("none of the 1 pairs can be used; the first, anaphor_number_agreement.jsonl line 20:"
                        + " good and bad sentence are the same");
    }

    @Test
    void theSeedAloneDecidesTheHalves() {
        AgreementData data = BlimpData.build(pairs, 7);

        assertThat(BlimpData.build(pairs, 7)).isEqualTo(data);
        assertThat(BlimpData.build(pairs, 8).sha256()).isNotEqualTo(data.sha256());
        assertThat(data.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void theHashOfTheExamplesDoesNotDependOnTheHalves() {
        pairs.removeIf(pair -> pair.paradigm() == Paradigm.SUBJECT_VERB);
        AgreementData data = BlimpData.build(pairs, 7);
        AgreementData other = BlimpData.build(pairs, 8);

        assertThat(other.examplesSha256()).isEqualTo(data.examplesSha256());
        AgreementExample last = data.test().get(0);
        AgreementExample changed = new AgreementExample(
                last.id(),
                last.paradigm(),
                last.label(),
                last.sentence(),
                last.target(),
                last.cues(),
                last.bad() + "x",
                last.place());
        List<AgreementExample> test = new ArrayList<>(data.test());
        test.set(0, changed);
        AgreementData edited = AgreementData.of(data.id(), data.name(), data.train(), test, data.counts());
        assertThat(edited.examplesSha256()).isNotEqualTo(data.examplesSha256());
        assertThat(edited.sha256()).isNotEqualTo(data.sha256());
    }

    @Test
    void anExampleThatIsThereTwiceIsRefused() {
        AgreementData data = BlimpData.build(pairs, 7);

        assertThatThrownBy(() -> AgreementData.of("x", "x", data.train(), data.train(), data.counts()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is there twice");
    }

    private static DataCounts.OfParadigm of(AgreementData data, Paradigm paradigm) {
        return data.counts().paradigms().stream()
                .filter(counts -> counts.paradigm().equals(paradigm.id()))
                .findFirst()
                .orElseThrow();
    }

    private static MinimalPair pair(String id, Paradigm paradigm, String good, String bad) {
        return new MinimalPair(id, paradigm, good, bad, new FileLine(BlimpReader.fileName(paradigm), 20));
    }
}
