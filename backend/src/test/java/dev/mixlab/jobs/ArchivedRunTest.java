package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mixlab.common.Sha256;
import dev.mixlab.data.CueUnit;
import dev.mixlab.evaluation.statistics.Correlations;
import dev.mixlab.run.id.ScoreRunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Figures of a real run, recomputed from its archive alone. */
class ArchivedRunTest extends ArchivedRun {

    @Test
    void theShareOnCuesFollowsFromMapsAndCues() throws IOException {
        double sum = 0;
        for (CSVRecord example : examples) {
            double[] row = row(example, 1);
            double onCues = Stream.of(example.get("cues").split(" "))
                    .mapToDouble(cue -> row[Integer.parseInt(cue)])
                    .sum();
            double share = onCues
                    / IntStream.range(0, row.length).mapToDouble(i -> row[i]).sum();
            assertThat(stored("cue_dot", 1, Integer.parseInt(example.get("index"))))
                    .isCloseTo(share, within(1e-5));
            sum += share;
        }
        CSVRecord figure = csv("before/figures-cue_dot.csv").stream()
                .filter(row -> row.get("group").equals("all")
                        && row.get("method").equals(METHOD)
                        && row.get("aggregation").equals("none")
                        && row.get("layer").equals("1"))
                .findFirst()
                .orElseThrow();
        assertThat(number(figure, "mean")).isCloseTo(sum / SENTENCES, within(1e-5));
        assertThat(figure.get("n")).isEqualTo(String.valueOf(SENTENCES));
    }

    /** The share of each unit, from the words of the unit alone; maps and values are float32. */
    @Test
    void theShareOnTheCuesOfEveryUnitFollowsFromItsWords() throws IOException {
        Map<String, CSVRecord> cueWords = new HashMap<>();
        csv("cue_words.csv").forEach(row -> cueWords.put(row.get("id"), row));
        int other = 0;
        for (CueUnit unit : CueUnit.values()) {
            String measure = unit == CueUnit.AS_PUBLISHED ? "cue_dot" : "cue_dot_" + unit.id();
            for (CSVRecord example : examples) {
                CSVRecord words = Objects.requireNonNull(cueWords.get(example.get("id")));
                assertThat(words.get(unit.id())).isNotEmpty();
                other += words.get(unit.id()).equals(words.get("as_published")) ? 0 : 1;
                List<String> cues = List.of(words.get(unit.id()).split(" "));
                String[] wordOfToken = example.get("word_of_token").split(" ", -1);
                double[] row = row(example, 1);
                double onCues = IntStream.range(0, row.length)
                        .filter(token -> cues.contains(wordOfToken[token]))
                        .mapToDouble(token -> row[token])
                        .sum();
                double whole =
                        IntStream.range(0, row.length).mapToDouble(i -> row[i]).sum();
                assertThat(stored(measure, 1, Integer.parseInt(example.get("index"))))
                        .as("%s of %s", measure, example.get("id"))
                        .isCloseTo(onCues / whole, within(2e-7));
            }
        }
        assertThat(other).isPositive();
    }

    @Test
    void rankAgreementFollowsFromMapsAndBlankOut() throws IOException {
        List<CSVRecord> drops = csv("before/blank_out.csv");
        for (CSVRecord example : examples) {
            double[] row = row(example, 0);
            int target = Integer.parseInt(example.get("target"));
            double[] drop = drops.stream()
                    .filter(one -> one.get("index").equals(example.get("index")))
                    .mapToDouble(one -> number(one, "drop"))
                    .toArray();
            assertThat(drop).hasSameSizeAs(row);
            int[] others =
                    IntStream.range(0, row.length).filter(i -> i != target).toArray();
            double spearman = Correlations.spearman(
                    IntStream.of(others).mapToDouble(i -> drop[i]).toArray(),
                    IntStream.of(others).mapToDouble(i -> row[i]).toArray());
            assertThat(stored("spearman", 0, Integer.parseInt(example.get("index"))))
                    .isCloseTo(spearman, within(1e-5));
        }
    }

    @Test
    void compressionFollowsFromTheBitsOfEveryOrder() throws IOException {
        JsonNode probing = new ObjectMapper().readTree(file("before/probing.json"));
        List<CSVRecord> bits = csv("before/probing_bits.csv");
        int last = probing.get("layers").size() - 1;
        double total = bits.stream()
                .filter(row -> row.get("layer").equals(String.valueOf(last)))
                .mapToDouble(row -> number(row, "bits"))
                .sum();
        JsonNode code = probing.get("layers").get(last).get("labels");

        assertThat(code.get("compression").doubleValue()).isCloseTo(SENTENCES / (total / 3), within(1e-3));
        assertThat(code.get("compressions")).hasSize(3);
        List<CSVRecord> orders = csv("before/probing_orders.csv");
        assertThat(orders).hasSize(3 * SENTENCES);
        assertThat(orders.stream().map(row -> row.get("seed")).distinct()).containsExactly("42", "1042", "2042");
        assertThat(orders.stream()
                        .filter(row -> row.get("order").equals("1"))
                        .map(row -> row.get("index"))
                        .distinct())
                .hasSize(SENTENCES);
    }

    @Test
    void comprehensivenessFollowsFromTheCurvesOfEachSentence() throws IOException {
        List<CSVRecord> curves = csv("before/deletion_curves.csv").stream()
                .filter(row -> row.get("method").equals(METHOD)
                        && row.get("aggregation").equals("none")
                        && row.get("layer").equals("1"))
                .toList();

        assertThat(curves).hasSize(6).allSatisfy(row -> {
            double left = Stream.of("0.01", "0.05", "0.1", "0.2", "0.5")
                    .mapToDouble(share -> number(row, "without_" + share))
                    .average()
                    .orElseThrow();
            assertThat(stored("comprehensiveness", 1, Integer.parseInt(row.get("index"))))
                    .isCloseTo(number(row, "whole") - left, within(1e-5));
        });
    }

    @Test
    void rawScoresAreTheMapTimesTheSumOfTheRow() {
        ScoreRunId before = Objects.requireNonNull(run.results().scoresBefore());
        float[] map = tensor("before/maps/" + METHOD + ".safetensors", "0");
        float[] sums = tensor("before/row_sums/" + METHOD + ".safetensors", "0");
        float[] raw = Objects.requireNonNull(
                bench.stores.scores().map(before, 0, METHOD).raw());

        int tokens = map.length / sums.length;
        for (int i = 0; i < map.length; i++) {
            assertThat(map[i] * sums[i / tokens]).isCloseTo(raw[i], within(1e-6f * Math.abs(raw[i]) + 1e-12f));
        }
    }

    @Test
    void theTidyTableHoldsEveryValueOnce() throws IOException {
        List<CSVRecord> table = tidy();
        assertThat(table.get(0).toMap().keySet())
                .containsExactly(
                        "run",
                        "model",
                        "phase",
                        "method",
                        "aggregation",
                        "layer",
                        "head",
                        "example",
                        "paradigm",
                        "label",
                        "correct",
                        "measure",
                        "value");
        assertThat(table).allSatisfy(row -> {
            assertThat(row.get("run")).isEqualTo(run.id().value());
            assertThat(row.get("model")).isEqualTo(run.spec().modelId());
            assertThat(Double.isFinite(number(row, "value"))).isTrue();
        });
        assertThat(table.stream().map(row -> row.toList().subList(2, 12)).distinct())
                .hasSameSizeAs(table);
        for (CSVRecord example : examples) {
            List<CSVRecord> values = table.stream()
                    .filter(row -> row.get("phase").equals("before")
                            && row.get("example").equals(example.get("id"))
                            && row.get("method").equals(METHOD)
                            && row.get("aggregation").equals("none")
                            && row.get("measure").equals("cue_dot"))
                    .toList();
            assertThat(values).extracting(row -> row.get("layer")).containsExactly("0", "1");
            for (CSVRecord value : values) {
                int layer = Integer.parseInt(value.get("layer"));
                assertThat(Float.parseFloat(value.get("value")))
                        .isEqualTo((float) stored("cue_dot", layer, Integer.parseInt(example.get("index"))));
                assertThat(List.of("paradigm", "label", "correct"))
                        .allSatisfy(column -> assertThat(value.get(column)).isEqualTo(example.get(column)));
            }
        }
    }

    @Test
    void figuresAndProbingFollowFromTheTidyTable() throws IOException {
        List<CSVRecord> table = tidy();
        for (CSVRecord figure : csv("after/figures-cue_dot.csv")) {
            if (figure.get("group").equals("all")) {
                double mean = table.stream()
                        .filter(row -> row.get("phase").equals("after")
                                && Stream.of("method", "aggregation", "layer")
                                        .allMatch(column -> row.get(column).equals(figure.get(column)))
                                && row.get("measure").equals("cue_dot"))
                        .mapToDouble(row -> number(row, "value"))
                        .average()
                        .orElseThrow();
                assertThat(mean).isCloseTo(number(figure, "mean"), within(1e-5));
            }
        }
        JsonNode layers =
                new ObjectMapper().readTree(file("after/probing.json")).get("layers");
        for (int layer = 0; layer < layers.size(); layer++) {
            String place = String.valueOf(layer - 1);
            double bits = table.stream()
                    .filter(row -> row.get("phase").equals("after")
                            && row.get("measure").equals("probing_bits")
                            && row.get("layer").equals(place))
                    .mapToDouble(row -> number(row, "value"))
                    .sum();
            double expected = layers.get(layer).get("labels").get("bits").doubleValue();
            assertThat(bits).isCloseTo(expected, within(1e-4 * expected));
        }
        assertThat(table.stream().filter(row -> row.get("measure").equals("probability_good")))
                .hasSize(2 * SENTENCES)
                .allSatisfy(
                        row -> assertThat(row.get("method") + row.get("layer")).isEmpty());
    }

    @Test
    void theCitationNamesSettingsProgramAndPapers() {
        String citation = new String(file("CITATION.cff"), StandardCharsets.UTF_8);
        assertThat(citation)
                .startsWith("cff-version: 1.2.0\n")
                .contains(
                        "type: dataset",
                        Sha256.hex(file("settings.json")),
                        Sha256.hex(file("provenance.json")),
                        "title: mixlab",
                        "doi: \"10.18653/v1/2023.eacl-main.245\"",
                        "title: \"Attention Is All You Need\"",
                        "10.18653/v1/2020.emnlp-main.14")
                .doesNotContain("DecompX", "BLiMP");
    }

    @Test
    void testsMethodsAndTheTrainHalfAreThere() throws IOException {
        assertThat(csv("before/tests-cue_dot.csv")).hasSize(3).allSatisfy(row -> {
            assertThat(number(row, "adjusted_p")).isBetween(number(row, "p"), 1.0);
            assertThat(number(row, "n")).isEqualTo(SENTENCES);
        });
        assertThat(csv("before/methods.csv"))
                .extracting(row -> row.get("id"))
                .containsExactly(METHOD, "attn", "random");
        assertThat(csv("before/methods.csv").get(0).get("source")).contains("Mohebbi");
        assertThat(csv("train.csv")).hasSizeGreaterThanOrEqualTo(SENTENCES);
        CSVRecord example = examples.get(0);
        assertThat(example.get("word_of_token").split(" "))
                .hasSameSizeAs(example.get("tokens").split(" "));
        String[] words = example.get("words").split(" ", -1);
        assertThat(words[Integer.parseInt(example.get("target_word"))]).isEqualTo(example.get("good"));
    }
}
