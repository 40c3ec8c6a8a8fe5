package dev.mixlab.jobs.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.jobs.HeadlessToyModel;
import dev.mixlab.jobs.ToyModel;
import dev.mixlab.jobs.catalogue.ModelCatalogue;
import dev.mixlab.mixing.AttributionMethods;
import dev.mixlab.mixing.ContextMixingMethods;
import dev.mixlab.mixing.method.AttributionMethod;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.playground.SentenceAnalysis;
import dev.mixlab.run.playground.SentenceQuery;
import dev.mixlab.store.Database;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.store.blob.BlobRepository;
import dev.mixlab.store.catalogue.CheckpointRepository;
import dev.mixlab.store.catalogue.ImportedModelRepository;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The playground on a model without a masked-LM head. */
class NoHeadPlaygroundTest {

    private static final String TEXT = "the keys of the cabinet are old .";

    private final Database database = TestDatabase.fresh();
    private final PlaygroundService playground = playground();

    private PlaygroundService playground() {
        Clock clock = Clock.systemUTC();
        BlobRepository blobs = new BlobRepository(database, clock);
        ModelCatalogue models = new ModelCatalogue(
                Map.of("whole", ToyModel::new, "headless", HeadlessToyModel::new),
                new CheckpointRepository(database, blobs, clock),
                new ImportedModelRepository(database, blobs, clock));
        return new PlaygroundService(models, MachineBudget.ofMachine());
    }

    @AfterEach
    void close() {
        playground.close();
        database.close();
    }

    @Test
    void nothingIsPredictedAndTheRestIsAsWithTheHead() {
        SentenceAnalysis analysis = playground.analyse(query("headless"));
        SentenceAnalysis whole = playground.analyse(query("whole"));

        assertThat(analysis.good()).isNull();
        assertThat(analysis.bad()).isNull();
        assertThat(analysis.predictions()).isEmpty();
        assertThat(analysis.tokens()).isEqualTo(whole.tokens());
        assertThat(analysis.targetToken()).isEqualTo(whole.targetToken());
        for (ContextMixingMethod method : ContextMixingMethods.all()) {
            String id = method.info().id();
            assertThat(playground.map(query("headless"), id).values())
                    .as(id)
                    .isEqualTo(playground.map(query("whole"), id).values());
        }
    }

    @Test
    void anAttributionOfAPredictionSaysThatItNeedsAHead() {
        for (AttributionMethod method : AttributionMethods.all()) {
            String id = method.info().id();
            assertThatThrownBy(() -> playground.map(query("headless"), id))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(id + ", an attribution of the prediction, needs a masked-LM head");
        }
    }

    private static SentenceQuery query(String model) {
        return new SentenceQuery(model, TEXT, null, 5, true, List.of());
    }
}
