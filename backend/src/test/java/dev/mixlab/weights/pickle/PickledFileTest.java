package dev.mixlab.weights.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.WeightFileException;
import dev.mixlab.weights.Fixtures;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles made by hand, operation by operation, in protocol 2. */
class PickledFileTest {

    @TempDir
    Path temporary;

    /** A dictionary of one tensor "a", as torch.save puts it; texts are short, numbers below 256. */
    private static String dictionary(String storage, int elements, int offset, String shape, String strides) {
        return "\u0080\u0002}" + text("a") + "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\n"
                + storage + "\n" + text("0") + text("cpu") + number(elements) + "tQ" + number(offset) + "(" + shape
                + "t(" + strides + "t\u0089ccollections\nOrderedDict\n)RtRs.";
    }

    private static String text(String text) {
        return "X" + (char) text.length() + "\0\0\0" + text;
    }

    private static String number(int number) {
        return "K" + (char) number;
    }

    private static String numbers(int... numbers) {
        StringBuilder all = new StringBuilder();
        for (int number : numbers) {
            all.append(number(number));
        }
        return all.toString();
    }

    private static int[] ints(String numbers) {
        return Arrays.stream(numbers.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    private static float[] toFloats(int... numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            floats[i] = numbers[i];
        }
        return floats;
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static byte[] zip(String pickle, byte[] storage, int method) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "archive/data.pkl", bytes(pickle), ZipEntry.STORED);
            put(zip, "archive/data/0", storage, method);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content, int method) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setMethod(method);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private Tensor read(byte[] content) throws IOException {
        Path folder = Fixtures.folder(temporary, "pytorch_model.bin", content);
        return ModelFolder.open(folder).read("a");
    }

    private void assertRefused(byte[] content, String rule) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("pytorch_model.bin: ")
                .hasMessageContaining(rule)
                .message()
                .hasLineCount(1);
    }

    @Test
    void readsAPartOfAStorage() throws IOException {
        String pickle = dictionary("FloatStorage", 6, 2, numbers(2, 2), numbers(2, 1));

        Tensor tensor = read(zip(pickle, floats(0, 1, 2, 3, 4, 5), ZipEntry.STORED));

        assertThat(tensor.info()).isEqualTo(new TensorInfo("a", DataType.F32, List.of(2L, 2L)));
        assertThat(tensor.floats()).containsExactly(2, 3, 4, 5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 2 3   | 1 2   | 0 2 4 1 3 5
            1 | 2 2   | 1 3   | 1 4 2 5
            0 | 2 2   | 4 1   | 0 1 4 5
            2 | 2 3   | 0 1   | 2 3 4 2 3 4
            3 | 2 2   | 0 0   | 3 3 3 3
            0 | 1 6   | 1 1   | 0 1 2 3 4 5
            0 | 3 1 2 | 1 9 3 | 0 3 1 4 2 5
            """)
    void readsStridedAndExpandedTensorsInRowMajorOrder(int offset, String shape, String strides, String values)
            throws IOException {
        String pickle = dictionary("FloatStorage", 6, offset, numbers(ints(shape)), numbers(ints(strides)));

        Tensor tensor = read(zip(pickle, floats(0, 1, 2, 3, 4, 5), ZipEntry.STORED));

        assertThat(tensor.info().shape())
                .isEqualTo(Arrays.stream(ints(shape)).asLongStream().boxed().toList());
        assertThat(tensor.floats()).containsExactly(toFloats(ints(values)));
    }

    @Test
    void readsNothingOfATensorWithoutElements() throws IOException {
        Tensor tensor = read(
                zip(dictionary("FloatStorage", 6, 6, numbers(0, 3), numbers(1, 9)), new byte[24], ZipEntry.STORED));

        assertThat(tensor.floats()).isEmpty();
    }

    @Test
    void takesNoMemoryForAnExpandedTensorOfAnySize() throws IOException {
        String shape = numbers(255, 255, 255, 255);

        assertRefused(
                zip(dictionary("ByteStorage", 1, 0, shape, numbers(0, 0, 0, 0)), new byte[1], ZipEntry.STORED),
                "tensor a: 4228250625 bytes, more than");
        assertRefused(
                zip(
                        dictionary("ByteStorage", 1, 0, numbers(255, 255, 255, 20), numbers(0, 0, 0, 0)),
                        new byte[1],
                        ZipEntry.STORED),
                "tensor a: 331627500 bytes that repeat 1");
    }

    @ParameterizedTest
    @CsvSource({
        "DoubleStorage, F64",
        "HalfStorage, F16",
        "BFloat16Storage, BF16",
        "LongStorage, I64",
        "IntStorage, I32",
        "ShortStorage, I16",
        "CharStorage, I8",
        "ByteStorage, U8",
        "BoolStorage, BOOL"
    })
    void knowsTheTypesOfStorages(String storage, DataType type) throws IOException {
        String pickle = dictionary(storage, 2, 0, numbers(2), numbers(1));

        Tensor tensor = read(zip(pickle, new byte[2 * type.bytes()], ZipEntry.STORED));

        assertThat(tensor.info().type()).isEqualTo(type);
    }

    @Test
    void refusesWhatGoesBeyondItsStorage() throws IOException {
        byte[] six = floats(0, 1, 2, 3, 4, 5);
        assertRefused(
                zip(dictionary("FloatStorage", 6, 3, numbers(2, 2), numbers(2, 1)), six, ZipEntry.STORED),
                "tensor a: [2, 2] with the strides [2, 1] from element 3 on goes beyond the 6 elements of storage 0");
        assertRefused(
                zip(dictionary("FloatStorage", 7, 0, numbers(2), numbers(1)), six, ZipEntry.STORED),
                "tensor a: storage 0 has 24 bytes for 7 elements");
        assertRefused(
                zip(dictionary("FloatStorage", 6, 0, numbers(2, 3), numbers(1, 3)), six, ZipEntry.STORED),
                "tensor a: [2, 3] with the strides [1, 3] from element 0 on goes beyond the 6 elements of storage 0");
        assertRefused(
                zip(dictionary("FloatStorage", 6, 0, numbers(2, 3), numbers(3)), six, ZipEntry.STORED),
                "tensor a: 1 strides for 2 axes");
        assertRefused(
                zip(dictionary("FloatStorage", 6, 0, numbers(6), numbers(1)), six, ZipEntry.DEFLATED),
                "archive/data/0 is compressed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cbuiltins\neval\n", "cos\nsystem\n", "ctorch\nload\n", "ctorch._utils\n_rebuild_other\n"})
    void refusesEveryOtherName(String global) throws IOException {
        String named = global.substring(1).strip().replace('\n', '.');

        assertRefused(zip("\u0080\u0002" + global + ".", new byte[0], ZipEntry.STORED), "names " + named);
        assertRefused(bytes("\u0080\u0002" + global + "."), "names " + named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            (i__main__~X~ | the operation 105
            I1            | the operation 73
            .             | the pickle is broken
            K             | the pickle is broken
            ]R.           | the pickle is broken
            h\u0007.      | the pickle is broken
            N.           | not a file of torch.save
            """)
    void refusesOtherOperationsAndBrokenOnes(String pickle, String rule) {
        assertRefused(bytes("\u0080\u0002" + pickle), rule);
    }

    @Test
    void takesNoMemoryForTextsThatAreNotThere() {
        assertRefused(bytes("\u0080\u0002X\u00ff\u00ff\u00ff\u007f"), "goes beyond the end");
    }

    @Test
    void doesNotFollowAListThatHoldsItself() {
        assertRefused(bytes("\u0080\u0002}]q\0h\0aK\u0001s."), "the pickle is broken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bin_zip", "bin_legacy"})
    void refusesAFileThatEndsEarly(String format) throws IOException {
        byte[] whole = Files.readAllBytes(Fixtures.reference("formats/" + format + "/pytorch_model.bin"));
        for (int length = whole.length - 1; length > 0; length -= whole.length / 37) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(part)).as("%d bytes", length).isInstanceOf(WeightFileException.class);
        }
    }
}
