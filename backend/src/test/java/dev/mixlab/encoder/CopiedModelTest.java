package dev.mixlab.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.encoder.engine.ArrayScope;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.weights.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopiedModelTest {

    @ParameterizedTest
    @EnumSource(Precision.class)
    void outlivesTheModelAndTheScopeThatItWasMadeIn(Precision precision) {
        List<Tensor> values = new ArrayList<>();
        List<MaskedLanguageModel> copies = new ArrayList<>();
        try (ReferenceModel reference = ReferenceModel.of("electra");
                MaskedLanguageModel model = reference.load(Precision.FLOAT32)) {
            ArrayScope.discarding(() -> copies.add(model.copy(precision)));
            values.addAll(model.export());
            model.encoder()
                    .getParameters()
                    .values()
                    .forEach(parameter -> parameter.getArray().stopGradient().muli(2));
        }
        try (MaskedLanguageModel copy = copies.get(0)) {
            assertThat(copy.precision()).isEqualTo(precision);
            List<Tensor> copied = copy.export();
            assertThat(copied).hasSameSizeAs(values);
            for (int i = 0; i < values.size(); i++) {
                assertThat(copied.get(i).name()).isEqualTo(values.get(i).name());
                assertThat(copied.get(i).floats()).containsExactly(values.get(i).floats());
            }
        }
    }
}
