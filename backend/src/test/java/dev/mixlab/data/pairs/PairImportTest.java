package dev.mixlab.data.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.SeededSplit;
import dev.mixlab.data.blimp.BlimpReader;
import dev.mixlab.text.DropReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairImportTest {

    @TempDir
    Path folder;

    private PairImport read(String name, String content, Map<PairColumn, String> columns, int mostRefused) {
        return read(name, content.getBytes(StandardCharsets.UTF_8), columns, mostRefused);
    }

    private PairImport read(String name, byte[] content, Map<PairColumn, String> columns, int mostRefused) {
        try {
            Path file = Files.write(folder.resolve("upload"), content);
            return PairImport.read(
                    List.of(new PairImport.NamedFile(file, name)),
                    new PairImport.Settings(columns, null, mostRefused, 42),
                    "all"::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PairImport read(String name, String content) {
        return read(name, content, Map.of(), 100);
    }

    private static List<AgreementExample> examples(PairImport read) {
        return read.report().examples().stream()
                .map(PairReport.PreviewRow::example)
                .toList();
    }

    private static List<String> cues(AgreementExample example) {
        return example.cues().stream().map(example.sentence().words()::get).toList();
    }

    @Test
    void columnsOfATableAreFoundByTheirNames() {
        PairImport read = read("pairs.csv", """
                good,bad,cue,label,paradigm,split
                "The dogs, she said, bark.","The dogs, she said, barks.",dogs,plural,bark,train
                The dog barks.,The dog bark.,dog,singular,bark,test
                """);

        AgreementExample first = examples(read).get(0);
        assertThat(first.sentence().text()).isEqualTo("The dogs, she said, bark.");
        assertThat(first.good()).isEqualTo("bark");
        assertThat(first.bad()).isEqualTo("barks");
        assertThat(cues(first)).containsExactly("dogs");
        assertThat(first.label()).isEqualTo("plural");
        assertThat(first.paradigm()).isEqualTo("bark");
        assertThat(first.place()).hasToString("pairs.csv line 2");
        assertThat(read.report().split()).isEqualTo(PairReport.Split.GIVEN);
        AgreementData data = read.data("x", "X");
        assertThat(data.train()).hasSize(1);
        assertThat(data.test()).hasSize(1);
    }

    @Test
    void columnsCanBeChosen() {
        PairImport read = read(
                "pairs.tsv",
                "a\tb\tlabel\nHe \"is\" here\tHe \"are\" here\tx\n",
                Map.of(PairColumn.GOOD, "a", PairColumn.BAD, "b", PairColumn.LABEL, ""),
                100);

        AgreementExample only = examples(read).get(0);
        assertThat(only.sentence().words()).containsExactly("He", "\"", "is", "\"", "here");
        assertThat(only.label()).isNull();
    }

    @Test
    void aColumnThatIsMissingIsNamedWithThoseThatAreThere() {
        PairImport read = read("pairs.csv", "a,b\n1,2\n");
        assertThat(read.report().files().get(0).header()).containsExactly("a", "b");
        assertThatThrownBy(() -> read.data("x", "X"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("pairs.csv")
                .hasMessageContaining("the good sentence")
                .hasMessageContaining("a, b");
        assertThatThrownBy(() -> read("pairs.csv", "good,bad\n1,2\n", Map.of(PairColumn.LABEL, "number"), 5))
                .hasMessageContaining("there is no column 'number'");
    }

    @Test
    void cuesOfJsonLinesAreWordsOrIndices() {
        PairImport read = read("pairs.jsonl", """
                {"good": "The dogs bark", "bad": "The dogs barks", "cues": ["The", "dogs"]}
                {"good": "The cats bark", "bad": "The cats barks", "cues": [1]}
                {"good": "The cows bark", "bad": "The cows barks", "cues": "0 1"}
                {"good": "The pigs bark", "bad": "The pigs barks"}
                {"good": "The pig the pig bark", "bad": "The pig the pig barks", "cues": "pig", "cue_indices": 3}
                """);

        assertThat(examples(read))
                .extracting(PairImportTest::cues)
                .containsExactly(
                        List.of("The", "dogs"), List.of("cats"), List.of("The", "cows"), List.of(), List.of("pig"));
        assertThat(examples(read).get(4).cues()).containsExactly(3);
        assertThat(read.report().cued()).isEqualTo(4);
    }

    @Test
    void everyRefusedRowHasItsLineAndItsReason() {
        PairImport read = read("pairs.jsonl", """
                {"good": "The dogs bark", "bad": "The dogs barks"}
                no json
                {"good": "The dogs bark"}

                {"good": "The dogs bark", "bad": "The dogs bark"}
                {"good": "The dogs bark", "bad": "A dog barks"}
                {"good": "The cats bark", "bad": "The cats barks", "cues": ["cow"]}
                {"good": "a cat a bark", "bad": "a cat a barks", "cues": ["a"]}
                {"good": "The cows bark", "bad": "The cows barks", "cues": [3]}
                {"good": "The cows bark", "bad": "The cows barks", "cues": [2]}
                {"good": "The cows bark", "bad": "The cows barks", "paradigm": "all"}
                {"good": "The cows\\u0000 bark", "bad": "The cows barks"}
                {"good": "The cows\\ud800 bark", "bad": "The cows barks"}
                {"good": "The dogs bark", "bad": "The dogs barks"}
                {"good": "I am", "bad": "I is", "split": "dev"}
                {"good": "We are", "bad": "We is"}
                {"good": "We is", "bad": "We are"}
                """);

        assertThat(read.report().refused())
                .extracting(row -> row.place().line(), RefusedRow::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, DropReason.ROW_UNREADABLE),
                        org.assertj.core.groups.Tuple.tuple(3, DropReason.SENTENCE_MISSING),
                        org.assertj.core.groups.Tuple.tuple(5, DropReason.SENTENCES_EQUAL),
                        org.assertj.core.groups.Tuple.tuple(6, DropReason.NOT_ONE_WORD_APART),
                        org.assertj.core.groups.Tuple.tuple(7, DropReason.CUE_WORD_MISSING),
                        org.assertj.core.groups.Tuple.tuple(8, DropReason.CUE_WORD_REPEATED),
                        org.assertj.core.groups.Tuple.tuple(9, DropReason.CUE_INDEX_INVALID),
                        org.assertj.core.groups.Tuple.tuple(10, DropReason.CUE_IS_TARGET),
                        org.assertj.core.groups.Tuple.tuple(11, DropReason.PARADIGM_INVALID),
                        org.assertj.core.groups.Tuple.tuple(12, DropReason.CONTROL_CHARACTER),
                        org.assertj.core.groups.Tuple.tuple(13, DropReason.NOT_ENCODABLE),
                        org.assertj.core.groups.Tuple.tuple(14, DropReason.DUPLICATE),
                        org.assertj.core.groups.Tuple.tuple(15, DropReason.SPLIT_INVALID),
                        org.assertj.core.groups.Tuple.tuple(16, DropReason.REVERSED),
                        org.assertj.core.groups.Tuple.tuple(17, DropReason.REVERSED));
        assertThat(read.report().used()).isEqualTo(1);
        assertThat(read.report().rows()).isEqualTo(16);
    }

    @Test
    void linesOfATableAreThoseOfTheFileEvenWhereAValueHasSeveral() {
        PairImport read = read("pairs.csv", "good,bad\n\"We\nare\",We is\nonly one\n\nThey are,They is\n");

        assertThat(examples(read))
                .extracting(example -> String.valueOf(example.place()))
                .containsExactly("pairs.csv line 2", "pairs.csv line 6");
        assertThat(read.report().refused().get(0).place().line()).isEqualTo(4);
        assertThat(read.report().refused().get(0).detail()).contains("1 values where the header has 2");
    }

    @Test
    void nothingIsMadeOfAFileWithTooManyBadRows() {
        String content = "good,bad\nWe are,We is\nThey are,They is\nbad,row here\n";
        PairImport strict = read("pairs.csv", content, Map.of(), 33);

        assertThat(strict.report().problem()).contains("1 of 3 rows (33.3 %)", "limit of 33 %", "line 4");
        assertThatThrownBy(() -> strict.data("x", "X"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nothing is stored");
        assertThat(read("pairs.csv", content, Map.of(), 34).data("x", "X").examples())
                .hasSize(2);
    }

    @Test
    void aTrainRowThatSharesASentenceWithTheTestHalfIsRefused() {
        PairImport read = read("pairs.csv", """
                good,bad,split
                We are here,We is here,test
                We were here,We are here,train
                They are,They is,train
                """);

        assertThat(read.report().refused())
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).isEqualTo(DropReason.IN_BOTH_SPLITS));
        assertThat(read.data("x", "X").train()).hasSize(1);
    }

    @Test
    void noSentenceIsInBothHalvesOfASeededSplit() {
        StringBuilder content = new StringBuilder("good,bad\n");
        for (int i = 0; i < 60; i++) {
            content.append("Dog %1$s barks now,Dog %1$s bark now\n".formatted(i));
            content.append("Dog %1$s barks now,Dog %1$s barked now\n".formatted(i));
        }
        AgreementData data = read("pairs.csv", content.toString()).data("x", "X");

        Set<String> train = new HashSet<>();
        data.train().forEach(example -> train.addAll(SeededSplit.sentences(example)));
        assertThat(data.train()).hasSize(60);
        assertThat(data.test())
                .hasSize(60)
                .allSatisfy(
                        example -> assertThat(SeededSplit.sentences(example)).noneMatch(train::contains));
        assertThat(read("pairs.csv", content.toString()).data("x", "X").sha256())
                .isEqualTo(data.sha256());
    }

    @Test
    void multiBlimpNamesTheSubjectByItsWordAndItsPlaceAmongTokensOfItsOwn() {
        PairImport read = read("eng.tsv", """
                \tsen\tverb\tchild\tchild_idx\thead\tfeature_vals\tphenomenon\twrong_sen
                0\tThe dog don't see that the dog barks\tbarks\tdog\t7\tbarks\tSG -> PL\tSV-#\tThe dog don't see that the dog bark
                """);

        AgreementExample only = examples(read).get(0);
        assertThat(only.cues()).containsExactly(6);
        assertThat(only.label()).isEqualTo("SG");
        assertThat(only.paradigm()).isEqualTo("SV-#");
    }

    @Test
    void blimpsFilesOfAnyParadigmAreRead() {
        PairImport read = read("two.jsonl", """
                {"sentence_good": "Whose dogs hasn't Tanya seen?", "sentence_bad": "Whose dogs haven't Tanya seen?", "UID": "some_island", "pairID": "0"}
                {"sentence_good": "Kayla's dogs aren't barking.", "sentence_bad": "Kayla's dogs isn't barking.", "UID": "%s", "pairID": "0"}
                """.formatted(Paradigm.SUBJECT_VERB.blimpName()));

        AgreementExample island = examples(read).get(0);
        assertThat(island.paradigm()).isEqualTo("some_island");
        assertThat(island.good()).isEqualTo("has");
        assertThat(island.label()).isNull();
        assertThat(island.cues()).isEmpty();
        AgreementExample known = examples(read).get(1);
        assertThat(known.paradigm()).isEqualTo("rpsv");
        assertThat(known.label()).isEqualTo("plural");
        assertThat(cues(known)).containsExactly("dogs");
        assertThat(BlimpReader.fileName(Paradigm.SUBJECT_VERB)).startsWith(Paradigm.SUBJECT_VERB.blimpName());
    }

    @Test
    void otherEncodingsAreNamed() {
        assertThatThrownBy(() -> read("a.csv", "good,bad\nä,ö\n".getBytes(StandardCharsets.ISO_8859_1), Map.of(), 5))
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> read("a.csv", "\uFEFFgood,bad\n".getBytes(StandardCharsets.UTF_16LE), Map.of(), 5))
                .hasMessageContaining("UTF-16");
        assertThatThrownBy(() -> read("a.csv", " \n")).hasMessageContaining("empty");
        assertThat(examples(read("a.csv", "\uFEFFgood,bad\r\nWe are,We is\r\n")))
                .hasSize(1);
    }

    @Test
    void hanCharactersAreWordsAndCombinedCharactersStayWhole() {
        PairImport read = read("pairs.csv", """
                good,bad
                他们吃飯。,他们喝飯。
                הכלב נובח,הכלב נובחת
                Évi e\u0301tait 👩‍👩‍👧‍👦,Évi e\u0301taient 👩‍👩‍👧‍👦
                İstanbul büyüktür,İstanbul büyüktürler
                """);

        assertThat(examples(read).get(0).sentence().words()).containsExactly("他", "们", "吃", "飯", "。");
        assertThat(examples(read).get(0).good()).isEqualTo("吃");
        assertThat(examples(read).get(1).good()).isEqualTo("נובח");
        assertThat(examples(read).get(2).sentence().words()).containsExactly("Évi", "e\u0301tait", "👩‍👩‍👧‍👦");
        assertThat(examples(read).get(3).sentence().words()).containsExactly("İstanbul", "büyüktür");
    }
}
