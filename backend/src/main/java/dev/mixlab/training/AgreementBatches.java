package dev.mixlab.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.util.Progress;
import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.encoder.TokenBatch;
import dev.mixlab.text.EncodedExample;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Agreement examples in a given division into batches, for DJL's trainer: ids [B, T] and mask [B, T], padded to the longest of the
 * batch, targets [B, 1],
 * and the good and the bad token id [B, 1, 2]. The label [B] is 0, the index of the good word. Each batch has a manager of its own.
 */
public final class AgreementBatches implements Dataset {

    private final MaskedLanguageModel model;
    private final List<EncodedExample> examples;
    private final List<List<Integer>> batches;

    public AgreementBatches(MaskedLanguageModel model, List<EncodedExample> examples, List<List<Integer>> batches) {
        this.model = model;
        this.examples = examples;
        this.batches = batches;
    }

    @Override
    public Iterable<Batch> getData(NDManager manager) {
        return () -> IntStream.range(0, batches.size())
                .mapToObj(index -> batch(manager.newSubManager(), index))
                .iterator();
    }

    @Override
    public void prepare(@Nullable Progress progress) {}

    private Batch batch(NDManager scope, int index) {
        List<EncodedExample> members =
                batches.get(index).stream().map(examples::get).toList();
        NDList inputs = inputs(model, scope, members);
        NDList labels = new NDList(scope.zeros(new Shape(members.size()), DataType.INT64));
        return new Batch(scope, inputs, labels, members.size(), null, null, index, batches.size());
    }

    /** Returns the encoder's four inputs for examples. */
    public static NDList inputs(MaskedLanguageModel model, NDManager scope, List<EncodedExample> members) {
        TokenBatch tokens = model.batch(
                scope, members.stream().map(EncodedExample::inputIds).toList());
        long[] targets = members.stream().mapToLong(EncodedExample::target).toArray();
        long[] columns = members.stream()
                .flatMapToLong(example -> LongStream.of(example.goodId(), example.badId()))
                .toArray();
        return new NDList(
                tokens.ids(),
                tokens.mask(),
                scope.create(targets, new Shape(members.size(), 1)),
                scope.create(columns, new Shape(members.size(), 1, 2)));
    }
}
