package dev.mixlab.weights.hub;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.weights.files.ModelFiles;
import dev.mixlab.weights.files.OtherFiles;
import dev.mixlab.weights.hub.FileDownload.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Downloads the needed files of a model from the hub. Each is checked against the hash that the hub publishes. What has arrived before
 * a connection broke is kept and continued, in this download or in a later one.
 */
public final class HubDownload {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HubAddress hub;
    private final Pauses pauses;
    private final HubRequests requests;

    /**
     * How long to wait.
     *
     * @param patience time in which something must arrive
     * @param first pause before the second try; each further one is twice as long
     * @param longest longest pause that the hub may ask for
     */
    record Pauses(Duration patience, Duration first, Duration longest) {

        static final Pauses USUAL = new Pauses(PATIENCE, Duration.ofSeconds(1), Duration.ofSeconds(60));
    }

    public HubDownload(HubAddress hub) {
        this(hub, Pauses.USUAL);
    }

    HubDownload(HubAddress hub, Pauses pauses) {
        this.hub = hub;
        this.pauses = pauses;
        this.requests = new HubRequests(hub, pauses.patience());
    }

    /**
     * Downloads a model.
     *
     * @param folder an empty folder for its files
     * @param parts folder for files that are not complete, which a later download of the same files continues
     * @throws dev.mixlab.common.MixlabException if the hub refuses, cannot be reached, or sends other content than it publishes
     */
    public HubModel into(Path folder, Path parts, ModelId model, TransferListener listener) {
        try {
            HubListing listing = listing(model, listener);
            ModelId exact = listing.commit() == null ? model : new ModelId(model.id(), listing.commit());
            List<HubFile> files = new ArrayList<>();
            for (String name : ModelFiles.needed(listing.files().keySet())) {
                files.add(Objects.requireNonNull(listing.files().get(name)));
            }
            for (String name : listing.files().keySet()) {
                if (ModelFiles.isMarker(name)) {
                    Files.createFile(folder.resolve(name));
                }
            }
            Files.createDirectories(parts);
            if (files.stream().allMatch(file -> file.size() >= 0)) {
                listener.total(files.stream().mapToLong(HubFile::size).sum());
            }
            Progress progress = new Progress(listener);
            for (HubFile file : files) {
                Path complete = new FileDownload(hub, requests, pauses, exact, file).into(parts, progress);
                progress.complete(Files.size(complete));
                Files.move(complete, folder.resolve(file.name()));
            }
            return new HubModel(listing.commit(), listing.licence());
        } catch (IOException failure) {
            throw new UncheckedIOException("the download of %s cannot be written".formatted(model), failure);
        }
    }

    private HubListing listing(ModelId model, TransferListener listener) {
        return new Retries(pauses, listener).run("the list of files of " + model, hub, () -> {
            HubListing listing = HubListing.of(hub, requests, model);
            if (!listing.files().containsKey(ModelFiles.CONFIG)) {
                throw new InvalidInputException("model %s has no config.json on the hub %s%s"
                        .formatted(model, hub, OtherFiles.hint(listing.files().keySet())));
            }
            return listing;
        });
    }
}
