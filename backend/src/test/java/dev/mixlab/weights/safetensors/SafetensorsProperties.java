package dev.mixlab.weights.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mixlab.common.WeightFileException;
import dev.mixlab.weights.tensor.ByteSource;
import dev.mixlab.weights.tensor.DataType;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SafetensorsProperties {

    private static final Map<String, String> METADATA = Map.of("format", "pt");

    private static final byte[] SMALL_FILE = bytes(List.of(
            Tensor.of("cls.bias", List.of(3L), new float[] {1, 2, 3}),
            Tensor.of("word.weight", List.of(2L, 3L), new float[] {0, -1, 4, 2, 8, 1})
                    .as(DataType.F16)));

    @Property(tries = 300)
    void readsWhatWasWritten(@ForAll("tensors") List<Tensor> tensors) {
        try (SafetensorsFile file = SafetensorsFile.of("written", bytes(tensors))) {
            assertThat(file.metadata()).isEqualTo(METADATA);
            assertThat(file.tensors()).hasSize(tensors.size());
            for (Tensor tensor : tensors) {
                assertThat(file.read(tensor.name())).isEqualTo(tensor);
            }
        }
    }

    @Property(tries = 100)
    void theOrderOfTheTensorsDoesNotChangeTheBytes(@ForAll("tensors") List<Tensor> tensors, @ForAll long seed) {
        List<Tensor> shuffled = new ArrayList<>(tensors);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(bytes(shuffled)).isEqualTo(bytes(tensors));
    }

    @Property(tries = 100)
    void everyTensorStartsAtAMultipleOfItsElementSize(@ForAll("tensors") List<Tensor> tensors) {
        byte[] content = bytes(tensors);
        long header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(header % 8).isZero();

        SafetensorsHeader.read(ByteSource.of("written", content))
                .tensors()
                .values()
                .forEach(entry ->
                        assertThat(entry.start() % entry.info().type().bytes()).isZero());
    }

    @Property(tries = 3000)
    void damagedBytesAreReadOrRefusedAndNothingElse(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 10_000) Integer> places,
            @ForAll @IntRange(min = 1, max = 255) int flip) {
        byte[] damaged = SMALL_FILE.clone();
        places.forEach(place -> damaged[place % damaged.length] ^= (byte) flip);

        assertThatCode(() -> readOrRefuse(damaged)).doesNotThrowAnyException();
    }

    @Property(tries = 300)
    void cutFilesAreRefused(@ForAll @IntRange(min = 0, max = 10_000) int length) {
        byte[] cut = Arrays.copyOf(SMALL_FILE, length % SMALL_FILE.length);

        assertThat(readOrRefuse(cut)).isFalse();
    }

    private static boolean readOrRefuse(byte[] content) {
        try (SafetensorsFile file = SafetensorsFile.of("damaged", content)) {
            file.tensors().keySet().forEach(file::read);
            return true;
        } catch (WeightFileException refused) {
            assertThat(refused).message().startsWith("damaged: ").hasLineCount(1);
            return false;
        }
    }

    private static byte[] bytes(List<Tensor> tensors) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            SafetensorsWriter.write(out, tensors, METADATA);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    @Provide
    Arbitrary<List<Tensor>> tensors() {
        Arbitrary<String> names = Arbitraries.strings().all().ofMaxLength(12).filter(SafetensorsProperties::writable);
        Arbitrary<List<Long>> shapes = Arbitraries.longs().between(0, 5).list().ofMaxSize(4);
        Arbitrary<Tensor> tensor = Combinators.combine(
                        names, Arbitraries.of(DataType.class), shapes, Arbitraries.longs())
                .as(SafetensorsProperties::tensor);
        return tensor.list().ofMaxSize(6).uniqueElements(Tensor::name);
    }

    private static boolean writable(String name) {
        return !name.equals("__metadata__")
                && name.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    private static Tensor tensor(String name, DataType type, List<Long> shape, long seed) {
        TensorInfo info = new TensorInfo(name, type, shape);
        byte[] data = new byte[(int) info.byteCount()];
        new Random(seed).nextBytes(data);
        return new Tensor(info, ByteBuffer.wrap(data));
    }
}
