package dev.mixlab.jobs;

import dev.mixlab.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A workbench for each test of the pipeline. */
abstract class PipelineBench {

    Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(TestDatabase.fresh());
    }

    @AfterEach
    void close() {
        bench.close();
    }
}
