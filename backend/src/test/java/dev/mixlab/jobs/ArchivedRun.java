package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.data.CueUnit;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.run.Run;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.web.download.RunArchive;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A run on the workbench, and the files of its archive. */
abstract class ArchivedRun {

    static final int SENTENCES = 16;
    static final String METHOD = "value_zeroing_cosine";

    static final EvaluatingSettings SETTINGS =
            new EvaluatingSettings(100, 42, PiecePooling.SUM, List.of(CueUnit.values()), 6, 3);

    static final Map<String, byte[]> FILES = new HashMap<>();
    static Workbench bench;
    static Run run;
    static List<CSVRecord> examples;

    @BeforeAll
    static void archive() throws IOException, InterruptedException {
        bench = new Workbench(TestDatabase.fresh());
        run = bench.succeed(Workbench.spec(SENTENCES, 1)
                .withEvaluations(List.of("cue_alignment", "faithfulness", "probing"), SETTINGS));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new RunArchive(
                        bench.stores.runs(),
                        bench.stores.scores(),
                        bench.stores.evaluations(),
                        bench.stores.dataSets(),
                        ScoringMethods.infos())
                .of(run.id())
                .write(out);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                FILES.put(entry.getName().substring(run.id().value().length() + 1), zip.readAllBytes());
            }
        }
        examples = csv("before/examples.csv");
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    static byte[] file(String path) {
        assertThat(FILES).containsKey(path);
        return Objects.requireNonNull(FILES.get(path));
    }

    static List<CSVRecord> csv(String path) throws IOException {
        return parse(new String(file(path), StandardCharsets.UTF_8));
    }

    static List<CSVRecord> parse(String text) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        return format.parse(new StringReader(text)).getRecords();
    }

    static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }

    static float[] tensor(String path, String name) {
        try (SafetensorsFile tensors = SafetensorsFile.of(path, file(path))) {
            return tensors.read(name).floats();
        }
    }

    /** The target's row of a sentence in a layer, of whole maps [layers, tokens, tokens]. */
    static double[] row(CSVRecord example, int layer) {
        int tokens = example.get("tokens").split(" ").length;
        int target = Integer.parseInt(example.get("target"));
        float[] map = tensor("before/maps/" + METHOD + ".safetensors", example.get("index"));
        return IntStream.range(0, tokens)
                .mapToDouble(token -> map[(layer * tokens + target) * tokens + token])
                .toArray();
    }

    /** The stored value of a sentence; a tensor [layers, sentences]. */
    static double stored(String measure, int layer, int index) {
        float[] values = tensor("before/values/" + measure + ".safetensors", METHOD + ".none");
        return values[layer * SENTENCES + index];
    }

    static List<CSVRecord> tidy() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file("results.csv.gz")))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
