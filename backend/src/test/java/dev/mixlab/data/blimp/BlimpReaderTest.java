package dev.mixlab.data.blimp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.FileLine;
import dev.mixlab.data.Paradigm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlimpReaderTest {

    @TempDir
    private Path folder;

    private Path anaphors;

    @BeforeEach
    void writeFolder() throws IOException {
        BlimpFolder.write(folder);
        anaphors = folder.resolve("anaphor_number_agreement.jsonl");
    }

    @Test
    void allFiveFilesAreReadInOrder() {
        assertThat(BlimpReader.read(folder))
                .hasSize(44)
                .startsWith(new MinimalPair(
                        "ana-0",
                        Paradigm.ANAPHOR,
                        "Ann's son hasn't seen himself.",
                        "Ann's son hasn't seen themselves.",
                        new FileLine("anaphor_number_agreement.jsonl", 1)))
                .endsWith(new MinimalPair(
                        "rpsv-11",
                        Paradigm.SUBJECT_VERB,
                        "The boys see Kurt.",
                        "The boys sees Kurt.",
                        new FileLine("regular_plural_subject_verb_agreement_1.jsonl", 12)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{ | must be one JSON object",
                "[] | must be one JSON object",
                "{} {} | must be one JSON object",
                "{'UID':'anaphor_number_agreement','pairID':'9','sentence_good':'A b.'} | must have a text field sentence_bad",
                "{'UID':'anaphor_number_agreement','pairID':9} | must have a text field sentence_good",
                "{'UID':'anaphor_number_agreement','pairID':1.5} | must have a field pairID or pair_id, a text or a whole number",
                "{'UID':'anaphor_number_agreement','pair_id':' '} | must have a field pairID or pair_id, a text or a whole number",
                "{'UID':'anaphor_number_agreement'} | must have a field pairID or pair_id, a text or a whole number",
                "{'UID':'other','pairID':'9'} | UID must be anaphor_number_agreement, not other",
                "{'UID':'anaphor_number_agreement','pair_id':3,'sentence_good':'A b.','sentence_bad':'A c.'} | pairID must be unique",
                "{'UID':'anaphor_number_agreement','pairID':'3','sentence_good':'A b.','sentence_bad':'A c.'} | pairID must be unique",
            })
    void aBrokenLineIsRefusedWithFileLineAndRule(String line, String rule) throws IOException {
        String whole = Files.readString(anaphors) + line.replace('\'', '"') + "\n";
        Files.writeString(anaphors, whole);

        assertThatThrownBy(() -> BlimpReader.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(anaphors + " line 9: ")
                .hasMessageContaining(rule);
    }

    @Test
    void blankLinesAndByteOrderMarksAreSkippedAndLinesAreCountedAsInTheFile() throws IOException {
        List<MinimalPair> before = BlimpReader.read(folder);
        List<String> lines = Files.readAllLines(anaphors);
        String mark = "\uFEFF";
        Files.writeString(
                anaphors, mark + "\r\n" + mark + String.join("\r\n \t\u00A0\r\n" + mark, lines) + "\r\n\n" + mark);

        List<MinimalPair> after = BlimpReader.read(folder);

        assertThat(after)
                .extracting(MinimalPair::good)
                .isEqualTo(before.stream().map(MinimalPair::good).toList());
        assertThat(after.subList(0, 8))
                .extracting(pair -> Objects.requireNonNull(pair.place()).line())
                .containsExactly(2, 4, 6, 8, 10, 12, 14, 16);
    }

    @Test
    void pairsHaveTheSameIdsAsHuggingFaceExportsThem() throws IOException {
        List<MinimalPair> before = BlimpReader.read(folder);
        String text = Files.readString(anaphors);
        Files.writeString(anaphors, text.replaceAll("\"pairID\":\"(\\d+)\"", "\"pair_id\":$1"));

        assertThat(Files.readString(anaphors)).contains("\"pair_id\":7").doesNotContain("pairID");
        assertThat(BlimpReader.read(folder)).isEqualTo(before);
    }

    @Test
    void anIdThatFillsAPageIsRefused() throws IOException {
        Files.writeString(
                anaphors,
                BlimpFolder.line(Paradigm.ANAPHOR, 0, "A b.", "A c.").replace("\"0\"", "\"" + "7".repeat(101) + "\""));

        assertThatThrownBy(() -> BlimpReader.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(anaphors + " line 1: pairID must have at most 100 characters, not 101");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        String line = BlimpFolder.line(Paradigm.ANAPHOR, 0, "Zoë saw herself.", "Zoë saw themselves.");
        Files.write(anaphors, ("\n" + line).getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> BlimpReader.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 2: cannot be read as UTF-8");
        Files.write(anaphors, ("\uFEFF" + line).getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> BlimpReader.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 1: must be UTF-8, and not UTF-16");
    }

    @Test
    void aMissingOrEmptyFileIsRefused() throws IOException {
        Files.writeString(anaphors, "");
        assertThatThrownBy(() -> BlimpReader.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must hold at least one pair");
        Files.delete(anaphors);
        assertThatThrownBy(() -> BlimpReader.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(anaphors + ": is missing");
        assertThatThrownBy(() -> BlimpReader.read(anaphors))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is no folder");
    }
}
