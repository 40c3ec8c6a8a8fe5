package dev.mixlab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.encoder.engine.Precision;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FineTuningReplayTest {

    @ParameterizedTest
    @CsvSource({
        "bert,FLOAT32",
        "roberta,FLOAT32",
        "electra,FLOAT32",
        "bert,FLOAT64",
        "roberta,FLOAT64",
        "electra,FLOAT64"
    })
    void meetsTheRecordedRun(String name, Precision precision) throws URISyntaxException {
        List<ReplayedFigures> figures =
                FineTuningReplay.of(folder(name), precision).figures();

        assertThat(figures)
                .extracting(ReplayedFigures::name)
                .contains("learning_rate", "loss", "gradient_l2", "after/logits");
        assertThat(figures).hasSizeGreaterThan(5).allMatch(ReplayedFigures::agrees);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 2})
    void aDifferenceBeyondTheToleranceDoesNotAgree(double actual) {
        ReplayedFigures figures =
                ReplayedFigures.whole("after/logits", new double[] {1, actual}, new double[] {1, 1}, 1e-4);

        assertThat(figures.agrees()).isFalse();
    }

    private static Path folder(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(FineTuningReplayTest.class.getResource("/reference/" + name), name)
                .toURI());
    }
}
