package dev.mixlab.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.data.CueUnit;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.PiecePooling;
import dev.mixlab.mixing.JavaProcess;
import dev.mixlab.run.Run;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.metrics.LogLine;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.store.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine's language, with digits and letters of its own, changes nothing of a run, nor of what is read back from its folder. */
class LocaleTest {

    private static final PipelineSpec SPEC = Workbench.spec(20, 1)
            .withEvaluations(
                    List.of("cue_alignment", "faithfulness"),
                    new EvaluatingSettings(100, 42, PiecePooling.SUM, List.of(CueUnit.AS_PUBLISHED), 6, 2));

    private static List<String> expected = List.of();

    @TempDir
    private Path folder;

    @BeforeAll
    static void runUnderTheRootLocale(@TempDir Path other) throws InterruptedException {
        expected = runAndReopen(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa-IR", "tr-TR"})
    void aRunAndItsReopenedFolderSayWhatTheySayElsewhere(String language) throws Exception {
        assertThat(JavaProcess.lines(Other.class, language, folder.toString())).containsExactlyElementsOf(expected);
    }

    /** The other process, whose machine speaks another language. */
    static final class Other {

        private Other() {}

        public static void main(String[] arguments) throws InterruptedException {
            Locale.setDefault(Locale.forLanguageTag(arguments[0]));
            runAndReopen(Path.of(arguments[1])).forEach(System.out::println);
        }
    }

    private static List<String> runAndReopen(Path folder) throws InterruptedException {
        RunId id;
        try (Workbench bench = new Workbench(Database.open(folder))) {
            id = bench.succeed(SPEC).id();
        }
        try (Workbench bench = new Workbench(Database.open(folder))) {
            return report(bench, id);
        }
    }

    private static List<String> report(Workbench bench, RunId id) {
        Run run = bench.stores.runs().get(id);
        ScoreRunId after = Objects.requireNonNull(run.results().scoresAfter());
        Workbench.Figures figures = bench.figures(id);
        List<String> lines = new ArrayList<>();
        lines.add(run.stages().toString().replaceAll("\\d{4}-\\d\\d-\\d\\dT[^,\\]]*", "TIME"));
        lines.add(figures.steps() + " " + figures.testLosses() + " " + figures.weights());
        lines.add(Integer.toString(figures.maps().hashCode()));
        lines.add(bench.stores.scores().example(after, 3).toString());
        lines.add(bench.stores.evaluations().figures(after, "cue_dot", "all").toString());
        for (LogLine line : bench.stores.runs().log(id, 0)) {
            lines.add(line.text().replaceAll("\\d+\\.\\d s", "SECONDS"));
        }
        return lines;
    }
}
