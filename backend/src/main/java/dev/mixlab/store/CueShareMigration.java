package dev.mixlab.store;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Notes the best share on cues of the runs of earlier versions, which needs their figures read; SQL cannot read them. */
final class CueShareMigration implements JavaMigration {

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("21");
    }

    @Override
    public String getDescription() {
        return "best cue shares of earlier versions";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) {
        Jdbi.create(context.getConnection()).useHandle(CueShareRows::noteAll);
    }
}
