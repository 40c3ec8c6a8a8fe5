package dev.mixlab.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.sample.SampleData;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.jobs.HeadlessToyModel;
import dev.mixlab.jobs.ToyModel;
import dev.mixlab.jobs.Workbench;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.StageState;
import dev.mixlab.run.card.ModelCards;
import dev.mixlab.run.catalogue.ModelEntry;
import dev.mixlab.run.catalogue.ModelOrigin.Kind;
import dev.mixlab.run.event.RunEvent;
import dev.mixlab.run.fitting.FittedHead;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.fitting.HeadFittingSpec.Source;
import dev.mixlab.run.fitting.HeadPoint;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.spec.StageName;
import dev.mixlab.store.TestDatabase;
import dev.mixlab.training.pretraining.HeadFitter;
import dev.mixlab.training.pretraining.HeadFittingListener;
import dev.mixlab.training.pretraining.HeadFittingPoint;
import dev.mixlab.weights.HuggingFaceFolder;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.ModelSource;
import dev.mixlab.weights.tensor.TensorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of a model without a masked-LM head fits one first, and goes on with the model that has it. */
class FitHeadRunTest {

    @TempDir
    private Path folder;

    @Test
    void theHeadIsFittedStoredAndUsed() throws InterruptedException {
        try (Workbench bench = new Workbench(TestDatabase.fresh(), HeadFittings.HEADLESS)) {
            List<HeadPoint> published = Collections.synchronizedList(new ArrayList<>());
            bench.stores.events().subscribe(event -> {
                if (event instanceof RunEvent.Head head) {
                    published.add(head.point());
                }
            });

            Run run = bench.succeed(HeadFittings.SPEC);

            assertThat(run.stages())
                    .extracting(StageState::name)
                    .containsExactly(
                            StageName.PREPARE,
                            StageName.FIT_HEAD,
                            StageName.SCORE_BEFORE,
                            StageName.FINE_TUNE,
                            StageName.SCORE_AFTER);
            assertThat(run.stage(StageName.FIT_HEAD).done()).isEqualTo(HeadFittings.STEPS);
            List<HeadPoint> curve = bench.stores.runs().metrics(run.id(), 0).headFitting();
            assertThat(published).isEqualTo(curve);
            assertThat(curve).hasSize(21).first().matches(point -> point.trainLoss() == null);
            HeadPoint last = curve.get(20);
            assertThat(last.step()).isEqualTo(HeadFittings.STEPS);
            assertThat(last.heldOutLoss()).isLessThan(curve.get(0).heldOutLoss() - 0.5);
            assertThat(last.trainLoss()).isLessThan(curve.get(1).trainLoss());
            assertThat(curve)
                    .isEqualTo(fittedAside(bench).stream()
                            .map(FitHeadRunTest::stored)
                            .toList());
            assertThat(bench.stores.states().latest(run.id())).isEmpty();

            String id = Objects.requireNonNull(run.results().fittedModel());
            assertThatTheModelIsTheEncoderWithAHead(bench, run, id);
            FittedHead noted = Objects.requireNonNull(
                    Objects.requireNonNull(run.provenance()).fittedHead());
            ModelEntry entry = bench.stores.models().get(id);
            assertThat(noted.model()).isEqualTo(id);
            assertThat(noted.sha256()).isEqualTo(entry.sha256());
            assertThat(noted.heldOutAccuracy()).isEqualTo(last.heldOutAccuracy());
            assertThat(noted.train() + noted.heldOut() + noted.leftOut()).isLessThanOrEqualTo(160);
            assertThat(run.provenance().seeds()).containsEntry("fitting the head", 7L);
            assertThatTheCardSaysHowTheHeadWasFitted(bench, run, noted);
            assertThat(bench.stores
                            .scores()
                            .get(Objects.requireNonNull(run.results().scoresBefore()))
                            .modelId())
                    .isEqualTo(id);
            assertThat(bench.stores
                            .checkpoints()
                            .get(Objects.requireNonNull(run.results().checkpoint()))
                            .modelId())
                    .isEqualTo(id);
        }
    }

    private static void assertThatTheCardSaysHowTheHeadWasFitted(Workbench bench, Run run, FittedHead noted) {
        ModelCards cards = new ModelCards(bench.stores.runs(), bench.stores.models(), bench.stores.checkpoints());
        assertThat(cards.of(noted.model()))
                .contains("base_model: \"%s\"\nbase_model_relation: finetune\n".formatted(ToyModel.ID))
                .contains("| encoder | `%s`, unchanged (SHA-256 `%s`) |"
                        .formatted(ToyModel.ID, new HeadlessToyModel().sha256()))
                .contains("| masked-LM head | fitted by mixlab, run `%s` |".formatted(run.id()))
                .contains(
                        "| fitted on | %s sentences of the train half of the data set `%s` (SHA-256 `%s`); %s held out |"
                                .formatted(noted.train(), SampleData.ID, noted.textSha256(), noted.heldOut()))
                .contains("| settings | 40 steps of about 512 tokens, learning rate 0.05, seed 7 |")
                .contains(String.format(
                        Locale.ROOT, "| held-out accuracy | %.4f of the masked tokens |", noted.heldOutAccuracy()))
                .contains("| SHA-256 of configuration, tokenizer and weights | `%s` |".formatted(noted.sha256()));
        String tuned = Objects.requireNonNull(run.results().checkpoint()).value();
        assertThat(cards.of(tuned)).contains("base_model: \"%s\"".formatted(noted.model()));
    }

    private static HeadPoint stored(HeadFittingPoint point) {
        return new HeadPoint(
                point.step(),
                point.step() == 0 ? null : point.trainLoss(),
                point.heldOutLoss(),
                point.heldOutAccuracy());
    }

    /** The same fitting without a run. */
    private static List<HeadFittingPoint> fittedAside(Workbench bench) {
        List<String> sentences = bench.stores.dataSets().open(SampleData.ID).train().stream()
                .limit(160)
                .map(example -> example.sentence().text())
                .toList();
        HeadFitter fitter = new HeadFitter(new HeadlessToyModel(), HeadFittings.TRAIN_HALF.settings());
        return fitter.fit(fitter.divide(sentences), HeadFittingListener.NONE, () -> false, null)
                .curve();
    }

    private static void assertThatTheModelIsTheEncoderWithAHead(Workbench bench, Run run, String id) {
        ModelEntry entry = bench.stores.models().get(id);
        assertThat(entry.name()).isEqualTo(ToyModel.ID + " with fitted head");
        assertThat(entry.about().maskedLm()).isTrue();
        assertThat(entry.about().origin().kind()).isEqualTo(Kind.FITTED);
        assertThat(entry.about().origin().source()).isEqualTo(run.id().value());
        assertThat(entry.about().remarks())
                .singleElement()
                .asString()
                .contains(run.id().value(), "steps on", "held-out");
        ModelSource encoder = new HeadlessToyModel();
        ModelSource fitted = bench.stores.models().open(id);
        for (TensorInfo info : encoder.tensors()) {
            assertThat(fitted.read(info.name()).data())
                    .as(info.name())
                    .isEqualTo(encoder.read(info.name()).data());
        }
        assertThat(fitted.tensors().stream()
                        .map(TensorInfo::name)
                        .filter(name -> name.startsWith("cls."))
                        .collect(Collectors.toSet()))
                .as("the decoder is tied to the embeddings: it has a bias, and no matrix of its own")
                .containsExactlyInAnyOrder(
                        "cls.predictions.bias",
                        "cls.predictions.transform.dense.weight",
                        "cls.predictions.transform.dense.bias",
                        "cls.predictions.transform.LayerNorm.weight",
                        "cls.predictions.transform.LayerNorm.bias");
    }

    @Test
    void theStoredModelIsTheSameWhenItIsExportedAndReadAgain() throws Exception {
        try (Workbench bench = new Workbench(TestDatabase.fresh(), HeadFittings.HEADLESS)) {
            Run run = bench.succeed(HeadFittings.SPEC);
            ModelSource stored = bench.stores
                    .models()
                    .open(Objects.requireNonNull(run.results().fittedModel()));
            HuggingFaceFolder.write(folder, stored);
            ModelFolder again = ModelFolder.open(folder);

            assertThat(again.tokenizer()).isEqualTo(stored.tokenizer());
            try (MaskedLanguageModel one = MaskedLanguageModel.load(stored, Precision.FLOAT32);
                    MaskedLanguageModel other = MaskedLanguageModel.load(again, Precision.FLOAT32)) {
                assertThat(other.hasMaskedLmHead()).isTrue();
                assertThat(other.export()).isEqualTo(one.export());
            }
        }
    }

    @Test
    void aHeadIsFittedOnAStoredTextWithoutTheSentencesOfTheTestHalf() throws InterruptedException {
        try (Workbench bench = new Workbench(TestDatabase.fresh(), HeadFittings.HEADLESS)) {
            List<AgreementExample> test =
                    bench.stores.dataSets().open(SampleData.ID).test();
            List<String> lines = new ArrayList<>();
            bench.stores.dataSets().open(SampleData.ID).train().stream()
                    .skip(100)
                    .limit(50)
                    .forEach(example -> lines.add(example.sentence().text()));
            lines.add("");
            lines.add(test.get(0).sentence().text());
            lines.add(test.get(1)
                    .sentence()
                    .with(test.get(1).target(), test.get(1).bad())
                    .text());
            lines.add("漢字 漢字 漢字 漢字");
            String sha256 =
                    bench.stores.texts().save(HeadFittings.bytes(lines), 53).sha256();

            Run run = bench.succeed(Workbench.spec(20, 1)
                    .withHeadFitting(new HeadFittingSpec(Source.TEXT, sha256, 5, 256, 1e-2, 0.2, 1)));

            FittedHead head = Objects.requireNonNull(
                    Objects.requireNonNull(run.provenance()).fittedHead());
            assertThat(head.textSha256()).isEqualTo(sha256);
            assertThat(head.inTest()).isEqualTo(2);
            assertThat(head.leftOut())
                    .as("nothing of a text of unknown tokens can be predicted")
                    .isEqualTo(1);
            assertThat(head.train() + head.heldOut()).isEqualTo(50);
            assertThat(head.heldOut()).isEqualTo(10);
        }
    }

    @Test
    void aCancelledFittingLeavesNoModel() throws InterruptedException {
        try (Workbench bench = new Workbench(TestDatabase.fresh(), HeadFittings.HEADLESS)) {
            bench.queue.start();
            HeadFittingSpec endless = new HeadFittingSpec(Source.TRAIN, null, 100_000, 256, 1e-3, 0.2, 7);
            RunId id = bench.queue
                    .launch(HeadFittings.SPEC.withHeadFitting(endless))
                    .id();
            bench.await(id, run -> run.stage(StageName.FIT_HEAD).done() > 0);

            bench.queue.cancel(id);
            Run ended = bench.awaitEnd(id);

            assertThat(ended.state()).isEqualTo(RunState.CANCELLED);
            assertThat(ended.stage(StageName.FIT_HEAD).status()).isEqualTo(StageState.Status.CANCELLED);
            assertThat(ended.results().fittedModel()).isNull();
            assertThat(bench.stores.imported().list()).isEmpty();
            assertThat(bench.stores.states().latest(id)).isEmpty();
        }
    }
}
