package dev.mixlab.web.download;

import dev.mixlab.run.id.RunId;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.http.transfer.ZipDownloads;
import dev.mixlab.web.http.transfer.ZipDownloads.FileName;

/** Answers the download of a whole run, and of its tidy table alone. */
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
        table.stream("downloadResults", (context, inputs) -> {
            RunId id = Ids.run(inputs);
            FileName name = new FileName(id.value() + ".csv.gz", "application/gzip");
            downloads.send(context, name, () -> archive.resultsOf(id));
        });
    }
}
