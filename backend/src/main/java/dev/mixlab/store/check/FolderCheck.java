package dev.mixlab.store.check;

import dev.mixlab.common.DamagedDataException;
import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.Sha256;
import dev.mixlab.run.catalogue.DataSet;
import dev.mixlab.run.folder.FolderInspection;
import dev.mixlab.run.folder.FolderReport;
import dev.mixlab.run.folder.FolderReport.Part;
import dev.mixlab.run.folder.FolderReport.Unused;
import dev.mixlab.run.id.RunId;
import dev.mixlab.store.Database;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.DataSetRepository;
import dev.mixlab.store.run.RunRepository;
import dev.mixlab.store.run.TrainingStateFiles;
import dev.mixlab.store.run.TrainingStateRepository;
import dev.mixlab.store.score.ScoreCheck;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Looks an open data folder through, while it is used or not. */
public final class FolderCheck implements FolderInspection {

    private static final String WEIGHTS_OF =
            "SELECT count(*) AS items, COALESCE((SELECT SUM(bytes) FROM blob WHERE sha256 IN (SELECT sha256 FROM %1$s_tensor)), 0) AS bytes FROM %1$s";

    private static final List<Kind> KINDS = List.of(
            new Kind("runs", "SELECT count(*) AS items, 0 AS bytes FROM run"),
            new Kind("imported and fitted models", WEIGHTS_OF.formatted("model")),
            new Kind("checkpoints", WEIGHTS_OF.formatted("checkpoint")),
            new Kind(
                    "score maps",
                    "SELECT count(*) AS items, COALESCE(SUM(OCTET_LENGTH(map) + COALESCE(OCTET_LENGTH(scales), 0)"
                            + " + COALESCE(OCTET_LENGTH(deltas), 0)), 0) AS bytes FROM score_map"),
            new Kind(
                    "evaluations",
                    "SELECT (SELECT count(*) FROM evaluation) AS items, COALESCE(SUM(OCTET_LENGTH(content)), 0)"
                            + " + (SELECT COALESCE(SUM(OCTET_LENGTH(content)), 0) FROM evaluation_document)"
                            + " + (SELECT COALESCE(SUM(OCTET_LENGTH(content)), 0) FROM evaluation_figures) AS bytes"
                            + " FROM evaluation_column"),
            new Kind(
                    "data sets",
                    "SELECT count(*) AS items, COALESCE(SUM(OCTET_LENGTH(content)), 0) AS bytes FROM data_set"),
            new Kind(
                    "texts",
                    "SELECT count(*) AS items, COALESCE(SUM(OCTET_LENGTH(content)), 0) AS bytes FROM stored_text"),
            new Kind("shares", "SELECT count(*) AS items, 0 AS bytes FROM share"));

    private final Database database;
    private final Jdbi jdbi;
    private final Path folder;
    private final BlobRepository blobs;
    private final Clock clock;
    private final RunRepository runs;
    private final TrainingStateFiles states;

    /** A kind of content of the database, and the query for its number and its bytes. */
    private record Kind(String name, String query) {}

    /**
     * A check of a folder.
     *
     * @param database of the folder
     * @param blobs through which the program stores contents, so that none is removed that is about to be used
     */
    public FolderCheck(Database database, Path folder, BlobRepository blobs, Clock clock) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.folder = folder.toAbsolutePath().normalize();
        this.blobs = blobs;
        this.clock = clock;
        this.runs = new RunRepository(database);
        this.states = new TrainingStateFiles(
                this.folder.resolve("training-states"), new TrainingStateRepository(database), database::flush);
    }

    @Override
    public FolderReport inspect(boolean remove) {
        FolderFiles files = new FolderFiles(folder, clock.instant());
        List<Unused> unused = new ArrayList<>();
        blobs.unused()
                .forEach((sha256, bytes) ->
                        unused.add(new Unused("the content %s, which no model names".formatted(sha256), bytes)));
        List<Path> ended = states.unneeded(this::isUnfinished);
        ended.forEach(file -> unused.add(
                new Unused("%s, whose run has ended".formatted(file.getFileName()), FolderFiles.size(file))));
        List<Path> leftOver = files.leftOver();
        leftOver.forEach(file -> unused.add(files.unused(file)));
        List<String> damages = damages();
        if (remove) {
            blobs.sweep();
            ended.forEach(FolderFiles::delete);
            leftOver.forEach(FolderFiles::delete);
        }
        List<Part> parts = new ArrayList<>(jdbi.withHandle(FolderCheck::kinds));
        parts.addAll(files.parts());
        return new FolderReport(parts, unused, remove, damages);
    }

    private static List<Part> kinds(Handle handle) {
        return KINDS.stream()
                .map(kind -> handle.createQuery(kind.query())
                        .map((row, context) -> new Part(kind.name(), row.getLong("items"), row.getLong("bytes")))
                        .one())
                .toList();
    }

    private boolean isUnfinished(RunId id) {
        try {
            return !runs.get(id).state().isFinal();
        } catch (NotFoundException unknown) {
            return false;
        }
    }

    private List<String> damages() {
        List<String> damages = new ArrayList<>();
        for (String sha256 : list("SELECT sha256 FROM blob ORDER BY sha256")) {
            attempt(damages, () -> blobs.get(sha256, name(sha256)));
        }
        DataSetRepository dataSets = new DataSetRepository(database, clock);
        for (DataSet set : dataSets.list()) {
            attempt(damages, () -> dataSets.open(set.id()));
        }
        for (String sha256 : list("SELECT sha256 FROM stored_text ORDER BY sha256")) {
            attempt(damages, () -> checkText(sha256));
        }
        for (RunId run : states.runs().stream().filter(this::isUnfinished).toList()) {
            attempt(damages, () -> states.check(run));
        }
        jdbi.useHandle(handle -> new ScoreCheck(handle, damages::add).run());
        damages.addAll(list("SELECT 'run ' || id || ' names the checkpoint ' || checkpoint_id || ', which is not there'"
                + " FROM run WHERE checkpoint_id IS NOT NULL AND checkpoint_id NOT IN (SELECT id FROM checkpoint)"));
        for (String side : List.of("before", "after")) {
            damages.addAll(list(
                    "SELECT 'run ' || id || ' names the score run ' || scores_%1$s || ', which is not there' FROM run"
                                    .formatted(side)
                            + " WHERE scores_%1$s IS NOT NULL AND scores_%1$s NOT IN (SELECT id FROM score_run)"
                                    .formatted(side)));
        }
        return damages;
    }

    private void checkText(String sha256) {
        byte[] content =
                jdbi.withHandle(handle -> handle.createQuery("SELECT content FROM stored_text WHERE sha256 = :sha256")
                        .bind("sha256", sha256)
                        .mapTo(byte[].class)
                        .one());
        if (!Sha256.hex(ByteBuffer.wrap(content)).equals(sha256)) {
            throw new DamagedDataException("the text %s".formatted(sha256));
        }
    }

    /** Names a content by what needs it, for people who must restore that. */
    private String name(String sha256) {
        List<String> users = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT 'tensor ' || name || ' of checkpoint ' || checkpoint_id FROM checkpoint_tensor WHERE sha256 = :sha256"
                                + " UNION ALL SELECT 'tensor ' || name || ' of model ' || model_id FROM model_tensor WHERE sha256 = :sha256"
                                + " UNION ALL SELECT 'the tokenizer of checkpoint ' || id FROM checkpoint WHERE tokenizer = :sha256"
                                + " UNION ALL SELECT 'the tokenizer of model ' || id FROM model WHERE tokenizer = :sha256")
                .bind("sha256", sha256)
                .mapTo(String.class)
                .list());
        return users.isEmpty()
                ? "the content %s, which no model names,".formatted(sha256)
                : String.join(", ", users.stream().limit(3).toList()) + (users.size() > 3 ? " and of others" : "");
    }

    private List<String> list(String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private static void attempt(List<String> damages, Runnable reading) {
        try {
            reading.run();
        } catch (DamagedDataException damaged) {
            damages.add(String.valueOf(damaged.getMessage()));
        }
    }
}
