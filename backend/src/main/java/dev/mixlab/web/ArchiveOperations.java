package dev.mixlab.web;

import dev.mixlab.run.RunId;

/** A whole run as one file. */
public final class ArchiveOperations implements Operations {

    private final RunArchive archive;

    public ArchiveOperations(RunArchive archive) {
        this.archive = archive;
    }

    @Override
    public void addTo(OperationTable table) {
        ZipDownloads downloads = new ZipDownloads(table);
        table.stream("downloadRun", (context, inputs) -> {
            RunId id = Ids.run(inputs);
            downloads.send(context, id.value(), () -> archive.of(id));
        });
    }
}
