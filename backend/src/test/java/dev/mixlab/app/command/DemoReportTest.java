package dev.mixlab.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.run.Run;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.store.Database;
import dev.mixlab.store.run.RunJournalRepository;
import dev.mixlab.training.FineTuningSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoReportTest {

    @Test
    void itNamesTheRunAndHowToServeItAndNoAddressAtWhichNothingListens() {
        try (Database database = Database.inMemory()) {
            PipelineSpec spec = new PipelineSpec(
                    "demo of tiny-bert", "tiny-bert", "sample", 10, FineTuningSettings.paper(), List.of("attn"));
            Run run = new RunJournalRepository(database, Clock.systemUTC()).create(spec);

            DemoReport report = DemoReport.of(run, Path.of("/data/demo"));

            assertThat(report.text())
                    .contains("serve --data-dir /data/demo", "/runs/" + run.id())
                    .doesNotContain("http", "localhost");
            assertThat(report.run()).isEqualTo(run.id().value());
        }
    }
}
