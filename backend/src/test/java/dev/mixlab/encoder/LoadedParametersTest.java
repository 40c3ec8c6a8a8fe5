package dev.mixlab.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.weights.tensor.Tensor;
import dev.mixlab.weights.tensor.TensorSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoadedParametersTest {

    @ParameterizedTest
    @EnumSource(Precision.class)
    void takeThePlaceOfValuesThatAreNotFinite(Precision precision) {
        try (ReferenceModel reference = ReferenceModel.of("bert");
                MaskedLanguageModel model = reference.load(precision)) {
            List<Tensor> before = model.export();
            model.encoder()
                    .getParameters()
                    .values()
                    .forEach(parameter -> parameter.getArray().stopGradient().muli(Float.NaN));
            assertThat(model.export())
                    .allMatch(tensor -> tensor.firstNotFinite().isPresent());

            model.replaceParameters(TensorSource.of(before));

            List<Tensor> after = model.export();
            assertThat(after).hasSameSizeAs(before);
            for (int i = 0; i < before.size(); i++) {
                assertThat(Arrays.equals(after.get(i).floats(), before.get(i).floats()))
                        .as(before.get(i).name())
                        .isTrue();
            }
        }
    }
}
