package dev.mixlab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.verify.Finding.Verdict;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationCheckTest {

    private static final List<String> METHODS = List.of(
            "attn",
            "attn_rollout",
            "value_zeroing_cosine",
            "value_zeroing_rollout",
            "value_zeroing_euclidean",
            "value_zeroing_euclidean_rollout");

    private static final List<String> METRICS =
            List.of("cue_dot", "cue_average_precision", "spearman", "spearman_abs_row", "spearman_abs_both");

    private static final List<String> BEYOND = List.of(
            "comprehensiveness",
            "sufficiency",
            "comprehensiveness_signed",
            "sufficiency_signed",
            "aopc_comprehensiveness",
            "aopc_sufficiency",
            "naopc_comprehensiveness",
            "naopc_sufficiency",
            "cue_mass_positive",
            "spearman_knockout");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void cueAlignmentAndFaithfulnessAgreeWithTheReference() {
        List<Finding> findings = check(reference());

        assertThat(findings).allMatch(finding -> finding.verdict() != Verdict.FAIL);
        for (String model : List.of("bert", "roberta", "electra")) {
            for (String method : METHODS) {
                for (String metric : METRICS) {
                    assertThat(findings)
                            .as("%s of %s of %s", metric, method, model)
                            .anyMatch(finding -> finding.model().equals("reference/" + model)
                                    && finding.tensor().equals("evaluation/" + method + "/" + metric)
                                    && finding.verdict() == Verdict.OK
                                    && finding.compared() >= 7);
                }
            }
        }
    }

    @Test
    void deletionOfOrdinaryTokensCuesAndKnockoutsAgreeWithTheReference() {
        List<Finding> findings = check(reference("/reference-beyond"));

        assertThat(findings).allMatch(finding -> finding.verdict() == Verdict.OK);
        for (String model : List.of("bert", "roberta", "electra")) {
            for (String method : List.of("attn", "value_zeroing_rollout", "grad_x_input", "attnlrp_diff")) {
                for (String metric : BEYOND) {
                    assertThat(findings)
                            .as("%s of %s of %s", metric, method, model)
                            .anyMatch(finding -> finding.model().equals("reference/" + model)
                                    && finding.tensor().equals("evaluation/" + method + "/" + metric)
                                    && finding.compared() >= 7);
                }
            }
        }
    }

    @Test
    void aFigureThatIsOffFailsAndUnknownMethodsMetricsAndInputsAreNamed() throws IOException {
        for (String file : List.of("config.json", "model.safetensors", "cases.json")) {
            Files.createDirectories(folder.resolve("roberta"));
            Files.copy(
                    reference().resolve("roberta").resolve(file),
                    folder.resolve("roberta").resolve(file));
        }
        Files.writeString(folder.resolve("evaluation.json"), """
                {"models": {"roberta": {
                  "attn": {"mean": {"cue_dot": [0.9, 0.9, 0.9], "sharpness": [1, 1, 1]},
                           "per_case": {"c99": {"cue_average_precision": [1, 1, 1]}}},
                  "tea_leaves": {"mean": {"cue_dot": [1, 1, 1]}}}}}
                """);

        List<Finding> findings = check(folder);

        assertThat(verdict(findings, "evaluation/attn/cue_dot")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(findings, "evaluation/attn/cue_average_precision")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(findings, "evaluation/attn/sharpness")).isEqualTo(Verdict.NOT_IMPLEMENTED);
        assertThat(verdict(findings, "evaluation/tea_leaves")).isEqualTo(Verdict.NOT_IMPLEMENTED);
    }

    private static Verdict verdict(List<Finding> findings, String tensor) {
        return findings.stream()
                .filter(finding -> finding.tensor().equals(tensor))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void aModelThatIsMissingFails() throws IOException {
        Files.writeString(folder.resolve("evaluation.json"), "{\"models\": {\"bert\": {\"attn\": {\"mean\": {}}}}}");

        assertThat(check(folder)).singleElement().matches(finding -> finding.verdict() == Verdict.FAIL);
    }

    private static List<Finding> check(Path where) {
        return new EvaluationCheck().run(where, "reference", Precision.FLOAT32);
    }

    private static Path reference() {
        return reference("/reference");
    }

    private static Path reference(String folder) {
        try {
            return Path.of(Objects.requireNonNull(EvaluationCheckTest.class.getResource(folder), folder)
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
