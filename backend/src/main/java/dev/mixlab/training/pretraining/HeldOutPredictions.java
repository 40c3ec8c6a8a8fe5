package dev.mixlab.training.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.training.Seeds;
import dev.mixlab.training.pretraining.Masking.Masked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/** How well a model predicts the masked tokens of held-out texts. The same tokens are masked every time. */
final class HeldOutPredictions {

    private final MaskedLanguageModel model;
    private final List<List<Masked>> batches = new ArrayList<>();

    HeldOutPredictions(MaskedLanguageModel model, List<int[]> texts, Masking masking, PretrainingSettings settings) {
        this.model = model;
        Map<Integer, List<int[]>> byLength = new TreeMap<>();
        texts.forEach(text -> byLength.computeIfAbsent(text.length, length -> new ArrayList<>())
                .add(text));
        byLength.forEach((length, same) -> {
            Random random = new Random(Seeds.of(settings.seed(), "held-out masks", length));
            int count = masking.count(length, random);
            int rows = Math.max(1, settings.tokensPerBatch() / length);
            for (int start = 0; start < same.size(); start += rows) {
                batches.add(same.subList(start, Math.min(same.size(), start + rows)).stream()
                        .map(text -> masking.applyMaskOnly(text, count, random))
                        .toList());
            }
        });
    }

    /**
     * Measures the model as it is.
     *
     * @param going called before each batch, may end the measurement by an exception
     */
    HeadFittingPoint point(int step, double trainLoss, Runnable going) {
        double loss = 0;
        long right = 0;
        long all = 0;
        for (List<Masked> batch : batches) {
            going.run();
            try (NDManager scope = model.manager().newSubManager()) {
                Shape shape = new Shape(batch.size(), batch.get(0).positions().length);
                NDArray labels = scope.create(flat(batch, Masked::labels), shape);
                NDArray logarithms = logits(scope, batch, shape).logSoftmax(-1);
                NDArray ofLabels = logarithms.gather(labels.expandDims(-1), 2).squeeze(-1);
                loss -= ofLabels.toType(DataType.FLOAT64, false).sum().getDouble();
                right += logarithms
                        .argMax(-1)
                        .eq(labels)
                        .toType(DataType.INT64, false)
                        .sum()
                        .getLong();
                all += shape.size();
            }
        }
        return new HeadFittingPoint(step, trainLoss, loss / all, (double) right / all);
    }

    /** Computes logits [B, R, V] at the masked tokens. */
    private NDArray logits(NDManager scope, List<Masked> batch, Shape shape) {
        NDArray hidden =
                model.walk(model.batch(scope, batch.stream().map(Masked::ids).toList()), (layer, trace) -> {});
        NDArray positions = scope.create(flat(batch, Masked::positions), shape);
        return model.logits(model.gatherRows(hidden, positions));
    }

    private static long[] flat(List<Masked> masked, Function<Masked, int[]> part) {
        return masked.stream()
                .map(part)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .toArray();
    }
}
