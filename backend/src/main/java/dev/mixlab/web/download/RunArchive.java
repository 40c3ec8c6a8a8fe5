package dev.mixlab.web.download;

import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.CueUnit;
import dev.mixlab.data.CueWords;
import dev.mixlab.data.blimp.CueWordFinder;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.Runs;
import dev.mixlab.run.catalogue.DataSets;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.metrics.Metrics;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.web.http.Json;
import dev.mixlab.web.http.transfer.ZipDownloads;
import dev.mixlab.web.json.RunJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes everything that is stored of a run into a folder of a zip, except the weights, which have a download of their
 * own. The zip is written while the database is read, so its size does not matter.
 */
public final class RunArchive {

    private static final String README = "archive-readme.md";

    private final Runs runs;
    private final ScoreRuns scores;
    private final EvaluationRuns evaluations;
    private final List<MethodInfo> methods;
    private final DataSets dataSets;

    /**
     * Creates the archives of runs.
     *
     * @param methods all methods
     */
    public RunArchive(
            Runs runs, ScoreRuns scores, EvaluationRuns evaluations, DataSets dataSets, List<MethodInfo> methods) {
        this.runs = runs;
        this.scores = scores;
        this.evaluations = evaluations;
        this.dataSets = dataSets;
        this.methods = List.copyOf(methods);
    }

    /**
     * Prepares the archive of a run.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     */
    public ZipDownloads.Zip of(RunId id) {
        Run run = runs.get(id);
        return out -> write(run, out);
    }

    /**
     * Prepares the tidy table of a run, compressed by gzip, as it is in the archive.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such run
     */
    public ZipDownloads.Zip resultsOf(RunId id) {
        Run run = runs.get(id);
        return out -> ArchiveFile.gzip(out, new TidyTable(scores, evaluations).write(run));
    }

    private void write(Run run, OutputStream out) throws IOException {
        ArchiveFile archive = new ArchiveFile(out, run.id().value());
        archive.text("README.md", readme(run));
        writeSettings(archive, run);
        archive.gzip("results.csv.gz", new TidyTable(scores, evaluations).write(run));
        writeMetrics(archive, runs.metrics(run.id(), 0));
        writeData(archive, run.spec());
        ScoreRunArchive scoreRuns = new ScoreRunArchive(
                archive, scores, evaluations, methods, run.spec().evaluating());
        for (ScoreRun scored : scores.list(run.id())) {
            scoreRuns.write(scored);
        }
        archive.finish();
    }

    private void writeSettings(ArchiveFile archive, Run run) throws IOException {
        // archives are published: who owns the run and what people note of it is not in them
        archive.json("run.json", new RunJson(run.withoutMarks()));
        archive.json("settings.json", run.spec());
        Provenance provenance = run.provenance();
        ArchivedProvenance archived = provenance == null ? null : new ArchivedProvenance(run.spec(), provenance);
        if (archived != null) {
            archive.json("provenance.json", archived);
        }
        archive.text("CITATION.cff", CitationFile.of(run, methods, archived == null ? null : Json.pretty(archived)));
    }

    /** The provenance of the results: the spec and everything that is known about its inputs. */
    record ArchivedProvenance(PipelineSpec spec, Provenance provenance) {}

    private static void writeMetrics(ArchiveFile archive, Metrics metrics) throws IOException {
        archive.csv(
                "metrics.csv",
                List.of("step", "epoch", "loss", "learning_rate"),
                metrics.steps().stream()
                        .map(step -> List.of(step.step(), step.epoch(), step.loss(), step.learningRate())));
        archive.csv(
                "epochs.csv",
                List.of("epoch", "train_loss", "train_accuracy", "test_loss", "test_accuracy", "seconds"),
                metrics.epochs().stream()
                        .map(epoch -> List.of(
                                epoch.epoch(),
                                epoch.trainLoss(),
                                epoch.trainAccuracy(),
                                epoch.testLoss(),
                                epoch.testAccuracy(),
                                epoch.seconds())));
    }

    /** The train half of the data set and the cue words of the test half, where the data set is still stored. */
    private void writeData(ArchiveFile archive, PipelineSpec spec) throws IOException {
        if (dataSets.list().stream().noneMatch(set -> set.id().equals(spec.dataId()))) {
            return;
        }
        AgreementData data = dataSets.open(spec.dataId());
        archive.csv(
                "train.csv",
                List.of("position", "id", "paradigm", "label", "sentence", "good", "bad", "target_word", "cue_words"),
                numbered(data.train()));
        List<String> header = new ArrayList<>(List.of("id"));
        Stream.of(CueUnit.values()).map(CueUnit::id).forEach(header::add);
        header.add("attractor");
        archive.csv("cue_words.csv", header, data.test().stream().map(RunArchive::cueWords));
    }

    /** The words of an example that count as cues in each unit, and those of the attractor. */
    private static List<?> cueWords(AgreementExample example) {
        CueWords words = CueWordFinder.of(example);
        List<Object> row = new ArrayList<>(List.of(example.id()));
        Stream.of(CueUnit.values()).map(unit -> joined(words.of(unit))).forEach(row::add);
        row.add(joined(words.attractor()));
        return row;
    }

    private static String joined(List<Integer> words) {
        return String.join(" ", words.stream().map(String::valueOf).toList());
    }

    private static Stream<List<?>> numbered(List<AgreementExample> examples) {
        return IntStream.range(0, examples.size()).mapToObj(position -> {
            AgreementExample example = examples.get(position);
            List<String> words = example.sentence().words();
            return List.of(
                    position,
                    example.id(),
                    example.paradigm(),
                    Objects.requireNonNullElse(example.label(), ""),
                    String.join(" ", words),
                    words.get(example.target()),
                    example.bad(),
                    example.target(),
                    joined(example.cues()));
        });
    }

    private static String readme(Run run) {
        try (InputStream in = RunArchive.class.getResourceAsStream(README)) {
            if (in == null) {
                throw new IllegalStateException(README + " is missing");
            }
            return "# Run %s: %s%n%n".formatted(run.id(), run.spec().name()).replace("\r", "")
                    + new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + README, failure);
        }
    }
}
