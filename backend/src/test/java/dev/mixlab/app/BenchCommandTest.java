package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.mixing.ScoringMethods;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {

    private final StringWriter out = new StringWriter();

    @Test
    void valueZeroingByBothProceduresGivesTheSameMaps() throws IOException {
        JsonNode report = json("value-zeroing", "--sentences", "3");
        assertThat(report.path("largestDifference").doubleValue()).isBetween(0.0, 1e-4);
        assertThat(report.path("largestScore").doubleValue()).isBetween(1.0 / 14, 1.0);
        assertThat(report.path("tokens").intValue()).isEqualTo(14);
        assertThat(report.path("sentences").intValue()).isEqualTo(3);
        assertThat(report.path("firstSentenceSeconds").doubleValue()).isPositive();
        assertSpreads(
                report,
                "publishedSecondsPerSentence",
                "productSecondsPerSentence",
                "ratio",
                "matrixProductGigaMultiplyAddsPerSecond",
                "shareOfMatrixRateByPlainClosedForm",
                "shareOfMatrixRateByDone");
        JsonNode work = report.path("work");
        assertThat(work.path("done").longValue())
                .isPositive()
                .isLessThan(work.path("plainClosedForm").longValue());
        assertThat(work.path("plainClosedForm").longValue())
                .isLessThan(work.path("published").longValue());
    }

    @Test
    void fineTuningByBothProceduresStartsFromTheSameLossAndGradient() throws IOException {
        JsonNode report = json("finetune", "--processor-time");
        for (String figure : List.of("loss", "gradient")) {
            double theirs = report.path("published").path(figure).doubleValue();
            double ours = report.path("product").path(figure).doubleValue();
            assertThat(ours).as(figure).isPositive().isCloseTo(theirs, within(1e-5 * theirs));
        }
        assertThat(report.path("batchSize").intValue()).isEqualTo(64);
        assertThat(report.path("paddedTo").intValue()).isEqualTo(32);
        assertThat(report.path("tokens").path("most").intValue()).isBetween(5, 31);
        assertThat(report.path("time").asText()).isEqualTo("PROCESSOR");
        assertThat(report.path("threads").intValue()).isEqualTo(1);
        assertSpreads(
                report,
                "publishedSecondsPerStep",
                "productSecondsPerStep",
                "ratio",
                "publishedMultiplyAddsPerStep",
                "productMultiplyAddsPerStep",
                "matrixProductGigaMultiplyAddsPerSecond",
                "shareOfMatrixRate",
                "publishedShareOfMatrixRate");
    }

    @Test
    void everyMethodIsMeasuredAloneAndTogetherAgainstAForwardPass() throws IOException {
        JsonNode report = json("methods", "--sentences", "3", "--heavy");
        List<String> measured = new ArrayList<>();
        report.path("methods").forEach(line -> {
            measured.add(line.path("name").asText());
            assertSpreads(line, "secondsPerSentence", "forwardPasses");
            assertThat(line.path("peakResidentBytes").longValue()).isPositive();
        });
        assertThat(measured).isEqualTo(ScoringMethods.ids());
        assertThat(report.path("groups")).isNotEmpty();
        assertSpreads(report, "forwardSecondsPerSentence", "matrixProductGigaMultiplyAddsPerSecond");
    }

    @ParameterizedTest
    @ValueSource(strings = {"value-zeroing", "finetune"})
    void withoutJsonEachFigureIsALine(String benchmark) {
        assertThat(bench(benchmark, "--quick", "--repeat", "1")).isZero();
        assertThat(out.toString()).containsPattern("(?m)^ratio +\\S+").containsPattern("(?m)^repetitions +1$");
    }

    @Test
    void aBenchmarkOfNoRepetitionsIsRefused() {
        assertThat(bench("finetune", "--quick", "--repeat", "0")).isEqualTo(2);
    }

    private static void assertSpreads(JsonNode report, String... figures) {
        for (String figure : figures) {
            JsonNode spread = report.path(figure);
            assertThat(spread.path("least").doubleValue()).as(figure).isPositive();
            assertThat(spread.path("median").doubleValue())
                    .as(figure)
                    .isBetween(
                            spread.path("least").doubleValue(),
                            spread.path("most").doubleValue());
        }
    }

    private JsonNode json(String benchmark, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(benchmark, "--quick", "--repeat", "2", "--json"));
        arguments.addAll(List.of(options));
        assertThat(bench(arguments.toArray(String[]::new))).isZero();
        return new ObjectMapper().readTree(out.toString());
    }

    private int bench(String... options) {
        List<String> arguments = new ArrayList<>(List.of("bench"));
        arguments.addAll(List.of(options));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute(arguments.toArray(String[]::new));
    }
}
