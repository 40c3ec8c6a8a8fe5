package dev.mixlab.training.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextLinesTest {

    @Test
    void linesComeWithoutBlanksAndWithoutTheMarkOfTheByteOrder() {
        byte[] text = "\uFEFFone two\r\n\n  drei vier \n\t\nfünf".getBytes(StandardCharsets.UTF_8);

        assertThat(TextLines.of(text, "the text")).containsExactly("one two", "drei vier", "fünf");
        assertThat(TextLines.of(new byte[0], "the text")).isEmpty();
    }

    @Test
    void aTextThatIsNotUtf8IsRefusedWithItsFirstLineThatIsNot() {
        byte[] latin = "eins\nzwei\nfünf\nsechs\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] cut = {'a', '\n', 'b', (byte) 0xc3};

        assertThatThrownBy(() -> TextLines.of(latin, "the text"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the text is not UTF-8: line 3");
        assertThatThrownBy(() -> TextLines.of(cut, "the text")).hasMessage("the text is not UTF-8: line 2");
    }
}
