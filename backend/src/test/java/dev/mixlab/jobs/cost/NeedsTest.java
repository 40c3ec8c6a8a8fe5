package dev.mixlab.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.encoder.family.EncoderFamilies;
import dev.mixlab.mixing.method.ScoreOptions.Rows;
import dev.mixlab.run.estimate.CostEstimate.Resource;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.spec.ScoringSettings;
import dev.mixlab.training.FineTuningSettings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeedsTest {

    private static final long PARAMETERS = 109_514_298;
    private static final long HEAP = 4L << 30;
    private static final Lengths LENGTHS = Lengths.of(10, 12, 14, 16, 18, 20);
    private static final EncoderConfig BASE = base();

    private static EncoderConfig base() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model_type", "bert").put("vocab_size", 30522).put("hidden_size", 768);
        json.put("num_hidden_layers", 12).put("num_attention_heads", 12).put("intermediate_size", 3072);
        json.put("hidden_act", "gelu").put("max_position_embeddings", 512).put("type_vocab_size", 2);
        return EncoderFamilies.of("bert").config(json);
    }

    private static PipelineSpec spec(Rows rows, String... methods) {
        return new PipelineSpec("a", "base", "data", null, FineTuningSettings.paper(), List.of(methods))
                .withScoring(ScoringSettings.standard().withRows(rows));
    }

    private record Given(long memory, long heap, long disk) implements Machine {}

    @Test
    void lengthsOfABatchAreExpectedToReachFarUp() {
        assertThat(LENGTHS.mean()).isEqualTo(15);
        assertThat(LENGTHS.longestOf(1)).isEqualTo(16);
        assertThat(LENGTHS.longestOf(5)).isEqualTo(20);
        assertThat(LENGTHS.longestOf(1000)).isEqualTo(20);
        assertThat(Lengths.of().longestOf(5)).isZero();
    }

    @Test
    void fineTuningKeepsWeightsGradientsTwoMomentsAndActivations() {
        MemoryNeed need = new MemoryNeed(BASE, PARAMETERS, 0, HEAP);
        long activations = need.activations(1, 20);

        assertThat(activations).isEqualTo(4L * (12 * (12 * 768 + 3 * 3072 + 3 * 12 * 20) * 20 + 4 * 30522));
        assertThat(need.activations(64, 20)).isEqualTo(64 * activations);
        assertThat(need.bytes(64, 20) - need.bytes(0, 20)).isEqualTo(80 * activations);
        assertThat(need.bytes(0, 0) - new MemoryNeed(BASE, 0, 0, HEAP).bytes(0, 0))
                .isEqualTo((16 + 4) * PARAMETERS);
    }

    @Test
    void scoringAndFineTuningTakeMemoryOneAfterTheOther() {
        long scoring = 8L << 30;

        assertThat(new MemoryNeed(BASE, PARAMETERS, 1000, HEAP).bytes(1, 20))
                .isEqualTo(new MemoryNeed(BASE, PARAMETERS, 0, HEAP).bytes(1, 20));
        assertThat(new MemoryNeed(BASE, PARAMETERS, scoring, HEAP).bytes(1, 20)
                        - new MemoryNeed(BASE, 0, 0, HEAP).bytes(0, 0))
                .isEqualTo(scoring + scoring / 4 + 5 * PARAMETERS);
    }

    @Test
    void theFittingOfAHeadKeepsTheEncoderAFewLayersAndTheLogitsOfTheMaskedTokens() {
        long head = 768 * 768 + 3 * 768 + 30522;
        assertThat(HeadFittingCost.parameters(BASE)).isEqualTo(head);
        long perToken = 2 * (12 * 768 + 3 * 3072 + 3 * 12 * 20);
        MemoryNeed much = new MemoryNeed(BASE, PARAMETERS, 0, HEAP, 1 << 20);
        long arrays = 4 * (PARAMETERS + 4 * head + perToken * (1 << 20) + 4L * 157286 * 30522);

        assertThat(much.arrays(1, 20)).isEqualTo(arrays + arrays / 4);
        assertThat(much.bytes(1, 20) - new MemoryNeed(BASE, PARAMETERS, 0, HEAP).bytes(0, 0))
                .isEqualTo(arrays + arrays / 4 - 20 * PARAMETERS);
        assertThat(new MemoryNeed(BASE, PARAMETERS, 0, HEAP, 2048).bytes(64, 20))
                .as("at the usual settings fine-tuning takes more, and one follows the other")
                .isEqualTo(new MemoryNeed(BASE, PARAMETERS, 0, HEAP).bytes(64, 20));
        assertThat(new Shortages(spec(Rows.ALL, "attn"), new Given(8L << 30, 4L << 30, 0), Demand.NONE)
                        .memory(much, LENGTHS)
                        .shortage())
                .contains("Fit the head with fewer tokens per batch, or take a smaller model.");
    }

    @Test
    void theModelWithAFittedHeadIsStoredBesideTheCheckpoint() {
        DiskNeed need = new DiskNeed(1_000_000, 200_000, PARAMETERS, 5_000_000);
        DiskNeed without = new DiskNeed(1_000_000, 200_000, PARAMETERS);

        assertThat(need.kept()).isEqualTo(without.kept() + 5_000_000);
        assertThat(need.most()).isEqualTo(without.most() + 5_000_000);
    }

    @Test
    void whatOtherRunsTakeIsNotThereAndIsNamed() {
        DiskNeed disk = new DiskNeed(0, 0, PARAMETERS);
        MemoryNeed memory = new MemoryNeed(BASE, PARAMETERS, 0, HEAP);
        Machine machine = new Given(memory.bytes(6, 20) + 1_000_000_000, 4L << 30, disk.most() + 1_000_000_000);
        PipelineSpec spec = spec(Rows.TARGET, "attn");

        Shortages beside = new Shortages(spec, machine, new Demand(1_100_000_000, 1_500_000_000));
        assertThat(beside.disk(disk).available()).isEqualTo(disk.most() - 500_000_000);
        assertThat(beside.disk(disk).shortage())
                .isEqualTo("The run needs 3.1 GB of disk, and there are 2.6 GB for it beside the 1.5 GB of other runs."
                        + " Wait until other runs have ended, take fewer examples,"
                        + " or make space on the disk of the data folder.");
        assertThat(beside.memory(memory, LENGTHS).available()).isEqualTo(memory.bytes(6, 20) - 100_000_000);
        assertThat(beside.memory(memory, LENGTHS).shortage())
                .contains(
                        "of memory, and there are",
                        " beside the 1.1 GB of other runs. Wait until other runs have ended,")
                .contains("start the program with fewer --slots");
        Shortages nearly = new Shortages(spec, machine, new Demand(1_000_000_000, 1_000_000_000));
        assertThat(nearly.disk(disk).shortage()).isNull();
        assertThat(nearly.memory(memory, LENGTHS).shortage()).isNull();
        assertThat(new Shortages(spec, new Given(1, 4L << 30, 1), new Demand(5, 5))
                        .disk(disk)
                        .available())
                .isZero();
    }

    @Test
    void theDiskHoldsTwoTrainingStatesAtTheEndOfAnEpochAndOnlyTheCheckpointAfterwards() {
        DiskNeed need = new DiskNeed(1_000_000, 200_000, PARAMETERS);

        assertThat(DiskNeed.trainingState(PARAMETERS)).isEqualTo(12 * PARAMETERS);
        assertThat(need.kept()).isEqualTo(1_320_000 + 4 * PARAMETERS);
        assertThat(need.most()).isEqualTo(660_000 + 28 * PARAMETERS);
        assertThat(new DiskNeed(1_000_000_000, 0, 1000).most()).isEqualTo(1_100_004_000);
    }

    @Test
    void aRunThatFitsHasNoShortage() {
        Shortages shortages =
                new Shortages(spec(Rows.ALL, "attn"), new Given(8L << 30, 4L << 30, 10L << 30), Demand.NONE);

        assertThat(shortages.disk(new DiskNeed(0, 0, PARAMETERS)).shortage()).isNull();
        assertThat(shortages
                        .memory(new MemoryNeed(BASE, PARAMETERS, 0, HEAP), LENGTHS)
                        .shortage())
                .isNull();
    }

    @Test
    void aShortageOfDiskNamesBothSizesAndTheWaysOut() {
        Machine machine = new Given(8L << 30, 4L << 30, 1_000_000_000);
        DiskNeed need = new DiskNeed(0, 0, PARAMETERS);

        Resource whole = new Shortages(spec(Rows.ALL, "attn", "globenc"), machine, Demand.NONE).disk(need);
        assertThat(whole.need()).isEqualTo(need.most());
        assertThat(whole.available()).isEqualTo(1_000_000_000);
        assertThat(whole.shortage())
                .isEqualTo("The run needs 3.1 GB of disk, and there are 1.0 GB for it. Take fewer examples,"
                        + " score fewer methods, score only the target's row of each map,"
                        + " or make space on the disk of the data folder.");
        assertThat(new Shortages(spec(Rows.TARGET, "attn"), machine, Demand.NONE)
                        .disk(need)
                        .shortage())
                .endsWith("Take fewer examples, or make space on the disk of the data folder.");
    }

    @Test
    void aShortageOfMemoryNamesTheBatchSizeThatFits() {
        MemoryNeed need = new MemoryNeed(BASE, PARAMETERS, 0, HEAP);
        Lengths train = Lengths.of(new int[64]);
        Lengths long64 = Lengths.of(IntStream.generate(() -> 40).limit(64).toArray());
        long fits = need.bytes(16, 40);

        assertThat(new Shortages(spec(Rows.ALL, "attn"), new Given(fits, 4L << 30, 0), Demand.NONE)
                        .memory(need, long64)
                        .shortage())
                .contains("of memory, and there are")
                .contains("Take a batch size of 16, or take a smaller model.");
        assertThat(new Shortages(spec(Rows.ALL, "attn"), new Given(1 << 20, 4L << 30, 0), Demand.NONE)
                        .memory(need, train)
                        .shortage())
                .contains("and there are 1 MB. Take a smaller model.");
    }

    @Test
    void aTensorThatTheHeapCannotHoldIsAShortageOfMemory() {
        MemoryNeed need = new MemoryNeed(BASE, PARAMETERS, 0, 256L << 20);

        assertThat(new Shortages(spec(Rows.ALL, "attn"), new Given(8L << 30, 256L << 20, 0), Demand.NONE)
                        .memory(need, LENGTHS)
                        .shortage())
                .contains("431 MB of Java's heap, which may grow to 268 MB")
                .contains("java -Xmx412m");
    }

    @Test
    void theHeapGrowsNoFurtherThanItMay() {
        MemoryNeed small = new MemoryNeed(BASE, 1_000_000, 0, 256L << 20);
        MemoryNeed large = new MemoryNeed(BASE, 1_000_000, 0, HEAP);

        long wordEmbeddings = 4L * 30522 * 768;
        assertThat(large.bytes(1, 10) - small.bytes(1, 10)).isEqualTo(700_000_000 + 3 * wordEmbeddings - (256L << 20));
        assertThat(small.leastHeap()).isEqualTo(150_000_000 + 3 * wordEmbeddings);
    }
}
