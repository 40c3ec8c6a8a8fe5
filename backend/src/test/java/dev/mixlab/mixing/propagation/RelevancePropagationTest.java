package dev.mixlab.mixing.propagation;

import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.mixing.ReferenceAgreement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelevancePropagationTest {

    private static final List<String> METHODS =
            List.of("attnlrp", "cp_lrp", "gim", "attnlrp_diff", "cp_lrp_diff", "gim_diff", "contribution_weights");

    @ParameterizedTest
    @CsvSource({
        "bert, FLOAT32, 1e-5", "roberta, FLOAT32, 1e-5", "electra, FLOAT32, 1e-5",
        "distilbert, FLOAT32, 1e-5", "albert, FLOAT32, 1e-5", "xlm-roberta, FLOAT32, 1e-5",
        "camembert, FLOAT32, 1e-5", "bert_gelu_new, FLOAT32, 1e-5", "bert_relu, FLOAT32, 1e-5",
        "bert, FLOAT64, 1e-6", "roberta, FLOAT64, 1e-6", "electra, FLOAT64, 1e-6",
        "distilbert, FLOAT64, 1e-6", "albert, FLOAT64, 1e-6", "xlm-roberta, FLOAT64, 1e-6",
        "camembert, FLOAT64, 1e-6", "bert_gelu_new, FLOAT64, 1e-6", "bert_relu, FLOAT64, 1e-6"
    })
    void scoresAgreeWithTheReference(String name, Precision precision, double tolerance) {
        ReferenceAgreement.check(name, precision, METHODS, tolerance);
    }
}
