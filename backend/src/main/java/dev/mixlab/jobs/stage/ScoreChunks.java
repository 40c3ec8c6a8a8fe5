package dev.mixlab.jobs.stage;

import dev.mixlab.encoder.MaskedLanguageModel;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.jobs.encoding.EncodedPair;
import dev.mixlab.mixing.ScoringMethods;
import dev.mixlab.mixing.engine.ScoreEngine;
import dev.mixlab.mixing.engine.ScoredExample;
import dev.mixlab.mixing.method.MachineBudget;
import dev.mixlab.run.score.ScoreRuns.Scored;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.text.EncodedExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The test examples of a run in chunks, which depend on the data only: the scores of a chunk are the same whoever computes it, and whether
 * or not others come with it.
 */
public final class ScoreChunks {

    private static final int SIZE = 128;

    private final EncodedData data;
    private final PipelineSpec spec;
    private final List<Integer> order;

    /** Divides the test examples of a run. */
    public ScoreChunks(EncodedData data, PipelineSpec spec) {
        this.data = data;
        this.spec = spec;
        this.order = data.testByLength();
    }

    /** Returns the number of all examples. */
    int examples() {
        return order.size();
    }

    /** Returns the numbers of the chunks of which an example is not stored, ascending. */
    public List<Integer> left(Set<Integer> stored) {
        return IntStream.range(0, (order.size() + SIZE - 1) / SIZE)
                .filter(number -> !stored.containsAll(indices(number)))
                .boxed()
                .toList();
    }

    /** Returns the indices of the examples of a chunk. */
    private List<Integer> indices(int number) {
        return order.subList(number * SIZE, Math.min(order.size(), (number + 1) * SIZE));
    }

    /** Creates the engine that scores by the methods of the run. */
    public ScoreEngine engine(MaskedLanguageModel model, MachineBudget budget) {
        return new ScoreEngine(
                model, ScoringMethods.of(spec.methods()), spec.scoring().options(budget));
    }

    /**
     * Scores chunks, one after the other.
     *
     * @param sink gets the examples of each chunk as a whole, while the next is being scored
     * @param done gets the number of examples that are scored
     * @throws dev.mixlab.common.CancelledException when {@code stop} says so between two batches
     */
    public void score(
            ScoreEngine engine,
            List<Integer> numbers,
            Consumer<List<Scored>> sink,
            Consumer<Integer> done,
            BooleanSupplier stop) {
        List<List<EncodedExample>> groups = numbers.stream()
                .map(number -> indices(number).stream()
                        .map(index -> data.test().pairs().get(index).encoded())
                        .toList())
                .toList();
        engine.scoreGroups(groups, new Collecting(numbers, sink, done), stop);
    }

    /** Collects scored examples until a chunk is whole. */
    private final class Collecting implements Consumer<ScoredExample> {

        private final List<Integer> numbers;
        private final List<Integer> all;
        private final Consumer<List<Scored>> sink;
        private final Consumer<Integer> progress;
        private final List<Scored> scored = new ArrayList<>();
        private int chunk;
        private int done;

        Collecting(List<Integer> numbers, Consumer<List<Scored>> sink, Consumer<Integer> progress) {
            this.numbers = numbers;
            this.all =
                    numbers.stream().flatMap(number -> indices(number).stream()).toList();
            this.sink = sink;
            this.progress = progress;
        }

        @Override
        public void accept(ScoredExample example) {
            EncodedPair pair = data.test().pairs().get(all.get(example.index()));
            scored.add(new Scored(
                    pair.detail(
                            all.get(example.index()),
                            example.correct(),
                            example.probabilityGood(),
                            example.probabilityBad()),
                    example.maps(),
                    example.skipReasons()));
            done++;
            progress.accept(done);
            if (scored.size() == indices(numbers.get(chunk)).size()) {
                sink.accept(List.copyOf(scored));
                scored.clear();
                chunk++;
            }
        }
    }
}
