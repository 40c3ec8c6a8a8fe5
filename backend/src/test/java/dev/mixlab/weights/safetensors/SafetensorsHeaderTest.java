package dev.mixlab.weights.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.WeightFileException;
import dev.mixlab.weights.Fixtures;
import dev.mixlab.weights.tensor.ByteSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsHeaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}                 | tensor a: dtype "F8_E4M3" is not known
            {"a":{"dtype":4,"shape":[8],"data_offsets":[0,8]}}                         | tensor a: dtype 4 is not known
            {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}                    | tensor a: shape [-2] is not a list
            {"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}                       | tensor a: shape 2 is not a list
            {"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}                   | tensor a: shape [2.0] is not a list
            {"a":{"dtype":"F32","shape":[18446744073709551618],"data_offsets":[0,8]}}  | tensor a: shape [18446744073709551618]
            {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}} | larger than can be counted
            {"a":{"dtype":"F32","shape":[0,9223372036854775807,2],"data_offsets":[0,8]}} | tensor a: data_offsets give 8 bytes
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}                     | tensor a: data_offsets [8,0] are not a start
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}                       | tensor a: data_offsets [0] are not a start
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}                    | tensor a: data_offsets [-8,0] is not a list
            {"a":{"dtype":"F32","shape":[2]}}                                          | tensor a: data_offsets
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}                    | tensor a: data_offsets end at byte 16
            {"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}                      | tensor a: data_offsets leave 4 bytes before it unused
            {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}                      | 4 bytes behind the last tensor belong to none
            {"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}} | tensor b: data_offsets overlap with those of a by 8 bytes
            {"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}} | not valid JSON
            {"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}} {}                   | not valid JSON
            {"__metadata__":{"format":1},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}} | __metadata__ of the header
            {"a":7}                                                                    | tensor a: its entry in the header is not an object
            [1]                                                                        | the header is not a JSON object
            """)
    void refusesAHeaderThatBreaksARule(String header, String rule) {
        byte[] content = Fixtures.safetensors(header, 8);

        assertThatThrownBy(() -> SafetensorsFile.of("some.safetensors", content))
                .isInstanceOf(WeightFileException.class)
                .hasMessageStartingWith("some.safetensors: ")
                .hasMessageContaining(rule);
    }

    @Test
    void metadataOfNullAreNone() {
        byte[] file = Fixtures.safetensors("{\"__metadata__\": null}", 0);

        assertThat(SafetensorsHeader.read(ByteSource.of("file", file)).metadata())
                .isEmpty();
    }

    @Test
    void refusesAFileTooShortForALength() {
        assertThatThrownBy(() -> SafetensorsFile.of("some.safetensors", new byte[7]))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("7 bytes are too few");
    }

    @Test
    void keepsTheNamesOfAHostileFileOnOneLine() {
        byte[] content = Fixtures.safetensors("{\"a\\n" + "x".repeat(1000) + "\":7}", 0);

        assertThatThrownBy(() -> SafetensorsFile.of("some.safetensors", content))
                .message()
                .hasLineCount(1)
                .hasSizeLessThan(400);
    }

    @Test
    void readsTensorsWithoutElementsAndWithoutAxes() {
        String header = "{\"none\":{\"dtype\":\"F32\",\"shape\":[3,0],\"data_offsets\":[4,4]},"
                + "\"one\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}";
        try (SafetensorsFile file = SafetensorsFile.of("some.safetensors", Fixtures.safetensors(header, 4))) {
            assertThat(file.read("none").floats()).isEmpty();
            assertThat(file.read("one").floats()).containsExactly(0f);
        }
    }

    @Test
    void namesATensorThatIsNotThere() {
        try (SafetensorsFile file = SafetensorsFile.of("some.safetensors", Fixtures.safetensors("{}", 0))) {
            assertThatThrownBy(() -> file.read("absent"))
                    .isInstanceOf(WeightFileException.class)
                    .hasMessage("some.safetensors: tensor absent: not in the file");
        }
    }
}
