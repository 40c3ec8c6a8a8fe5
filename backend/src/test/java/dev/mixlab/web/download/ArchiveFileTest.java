package dev.mixlab.web.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+A1", "-2+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "-", "- the dogs bark", "-1 x"})
    void aTextThatASpreadsheetWouldComputeGetsAnApostrophe(String text) {
        assertThat(ArchiveFile.cell(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "The dogs bark.", "-1", "-1 0 1 -1", "+2.5", "-3.2e-7", "[CLS] -", "a=b"})
    void otherTextsAndNumbersStayAsTheyAre(String text) {
        assertThat(ArchiveFile.cell(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aNumberThatIsNotFiniteIsAnEmptyCell(double number) {
        assertThat(ArchiveFile.cell(number)).isNull();
    }
}
