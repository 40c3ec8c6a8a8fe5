package dev.mixlab.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.EasyTrain;
import ai.djl.training.ParameterStore;
import ai.djl.training.dataset.Batch;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.engine.Precision;
import dev.mixlab.encoder.family.EncoderConfig;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.training.AdamW;
import dev.mixlab.training.AgreementBatches;
import dev.mixlab.training.AgreementFigures;
import dev.mixlab.training.AgreementLoss;
import dev.mixlab.training.InPlaceTrainer;
import dev.mixlab.training.WarmUpLinear;
import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.safetensors.SafetensorsFile;
import dev.mixlab.weights.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Replays a recorded fine-tuning: a model folder with {@code finetuning.json} (settings, the cases of each step's batch, and per step
 * learning rate, loss and gradient norm), {@code finetuning.safetensors} (some parameters after the last step) and {@code cases.json}.
 * Dropout is 0.
 */
public final class FineTuningReplay {

    private static final double TOLERANCE = 1e-4;
    private static final double EXACT = 1e-9;

    private final RecordedFineTuning recorded;
    private final List<ReplayedFigures> figures = new ArrayList<>();
    private final List<String> unknown;

    /**
     * What a replay gives.
     *
     * @param figures the recorded figures beside those of the replay
     * @param unknown names of recorded figures and parameters that the replay does not have
     */
    public record Outcome(List<ReplayedFigures> figures, List<String> unknown) {

        public Outcome {
            figures = List.copyOf(figures);
            unknown = List.copyOf(unknown);
        }
    }

    private FineTuningReplay(RecordedFineTuning recorded) {
        this.recorded = recorded;
        unknown = new ArrayList<>(recorded.unknownFigures());
    }

    /** Whether a folder has a recorded fine-tuning. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(RecordedFineTuning.FILE));
    }

    /** Trains the model of the folder as recorded and compares what is recorded of the steps and of the model after them. */
    public static Outcome of(Path folder, Precision precision) {
        FineTuningReplay replay = new FineTuningReplay(new RecordedFineTuning(folder));
        ModelFolder source = ModelFolder.open(folder);
        try (MaskedLanguageModel model = MaskedLanguageModel.load(
                        source, EncoderConfig.of(source).withDropout(0, 0), precision);
                SafetensorsFile after = SafetensorsFile.open(folder.resolve("finetuning.safetensors"))) {
            replay.train(model);
            replay.compareLogits(model);
            replay.compareParameters(model, after);
        }
        return new Outcome(replay.figures, replay.unknown);
    }

    private void train(MaskedLanguageModel model) {
        WarmUpLinear schedule = recorded.schedule();
        List<List<EncodedExample>> steps = recorded.batches();
        double[] losses = new double[steps.size()];
        double[] norms = new double[steps.size()];
        AgreementFigures seen = new AgreementFigures();
        try (InPlaceTrainer trainer =
                InPlaceTrainer.open(model, new AgreementLoss(), manager -> optimizer(manager, schedule), seen)) {
            for (Batch batch : batches(model, steps).getData(trainer.getManager())) {
                try (batch) {
                    int step = (int) batch.getProgress();
                    EasyTrain.trainBatch(trainer, batch);
                    losses[step] = seen.batch().loss();
                    norms[step] = trainer.gradientNorm();
                    trainer.step();
                }
            }
        }
        double[] rates =
                IntStream.range(0, steps.size()).mapToDouble(schedule::rate).toArray();
        figures.add(ReplayedFigures.each("learning_rate", rates, recorded.perStep("learning_rate"), EXACT));
        figures.add(ReplayedFigures.each("loss", losses, recorded.perStep("loss"), TOLERANCE));
        figures.add(ReplayedFigures.each("gradient_l2", norms, recorded.perStep("gradient_l2"), TOLERANCE));
    }

    private AdamW optimizer(NDManager manager, WarmUpLinear schedule) {
        return AdamW.builder(manager, schedule)
                .optEpsilon(recorded.number("epsilon"))
                .optWeightDecays((float) recorded.number("weight_decay"))
                .build();
    }

    private static AgreementBatches batches(MaskedLanguageModel model, List<List<EncodedExample>> steps) {
        List<EncodedExample> examples = steps.stream().flatMap(List::stream).toList();
        List<List<Integer>> indices = new ArrayList<>();
        int start = 0;
        for (List<EncodedExample> step : steps) {
            indices.add(IntStream.range(start, start + step.size()).boxed().toList());
            start += step.size();
        }
        return new AgreementBatches(model, examples, indices);
    }

    private void compareLogits(MaskedLanguageModel model) {
        try (NDManager scope = model.manager().newSubManager()) {
            NDList inputs = AgreementBatches.inputs(model, scope, recorded.after());
            NDArray logits = model.encoder()
                    .forward(new ParameterStore(scope, false), inputs, false)
                    .head();
            double[] actual = logits.toType(DataType.FLOAT64, true).toDoubleArray();
            figures.add(ReplayedFigures.whole("after/logits", actual, recorded.logitsAfter(), TOLERANCE));
        }
    }

    private void compareParameters(MaskedLanguageModel model, SafetensorsFile after) {
        Map<String, Tensor> trained =
                model.export().stream().collect(Collectors.toMap(Tensor::name, Function.identity()));
        for (String name : after.tensors().keySet()) {
            Tensor tensor = trained.get(name);
            if (tensor == null) {
                unknown.add("after/" + name);
            } else {
                figures.add(
                        ReplayedFigures.whole("after/" + name, doubles(tensor), doubles(after.read(name)), TOLERANCE));
            }
        }
    }

    private static double[] doubles(Tensor tensor) {
        float[] floats = tensor.floats();
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }
}
