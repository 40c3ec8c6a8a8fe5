package dev.mixlab.data.blimp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.Paradigm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
                        "Ann's son hasn't seen themselves."))
                .endsWith(
                        new MinimalPair("rpsv-11", Paradigm.SUBJECT_VERB, "The boys see Kurt.", "The boys sees Kurt."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{ | must be one JSON object",
                "[] | must be one JSON object",
                "{} {} | must be one JSON object",
                "## | must be one JSON object",
                "{'UID':'anaphor_number_agreement','pairID':'9','sentence_good':'A b.'} | must have a text field sentence_bad",
                "{'UID':'anaphor_number_agreement','pairID':9} | must have a text field pairID",
                "{'UID':'other','pairID':'9'} | UID must be anaphor_number_agreement, not other",
                "{'UID':'anaphor_number_agreement','pairID':'9','sentence_good':'A b.','sentence_bad':'A b.'} | exactly one word",
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
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        Files.write(anaphors, "Zoë\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> BlimpReader.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 1: cannot be read as UTF-8");
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
