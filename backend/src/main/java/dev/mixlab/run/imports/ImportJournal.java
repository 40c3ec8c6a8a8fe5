package dev.mixlab.run.imports;

import dev.mixlab.run.id.ImportId;
import java.util.List;

/** The port through which imports are stored, so that they are known after a restart. */
public interface ImportJournal {

    /** Stores an import in place of what was stored under its id. */
    void save(StoredImport entry);

    /** Deletes an import, if it is there. The model that it has brought stays. */
    void delete(ImportId id);

    /** Returns all imports, the latest first. */
    List<StoredImport> list();
}
