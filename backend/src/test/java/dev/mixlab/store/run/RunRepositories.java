package dev.mixlab.store.run;

import dev.mixlab.store.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The repositories of runs over a database of their own for each test. */
abstract class RunRepositories {

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    RunRepository runs;

    RunJournalRepository journal;

    @BeforeEach
    void open() {
        runs = new RunRepository(database.get());
        journal = new RunJournalRepository(database.get(), database.clock());
    }
}
