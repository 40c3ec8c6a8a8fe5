package dev.mixlab.run.score;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** The port to stored score runs. */
public interface ScoreRuns {

    /**
     * Returns the score run with an id.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    ScoreRun get(ScoreRunId id);

    /** Returns score runs, the latest first, optionally those of one run only. */
    List<ScoreRun> list(@Nullable RunId run);

    /** Returns examples in the order of their index. */
    Page<ScoreRow> examples(ScoreRunId id, Filter filter, PageRequest page);

    /**
     * Returns one example with its tokens.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none of that index
     */
    ScoreDetail example(ScoreRunId id, int index);

    /**
     * Returns the maps of one example by one method, for every layer.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such example, or the run was not scored by that method, or the method
     *     was skipped
     *     for that example
     */
    MixingMap map(ScoreRunId id, int index, String method);

    /**
     * Passes the maps of every example, one per method in the order of the score run, with the example's index to a visitor, in the order
     * of the index. Only a few examples are in memory at a time.
     */
    default void visit(ScoreRunId id, ObjIntConsumer<List<MixingMap>> visitor) {
        visit(id, 0, visitor);
    }

    /** Passes maps on as {@link #visit(ScoreRunId, ObjIntConsumer)} does, those of the examples from an index on. */
    void visit(ScoreRunId id, int from, ObjIntConsumer<List<MixingMap>> visitor);

    /** Returns the indices of the stored examples. */
    Set<Integer> stored(ScoreRunId id);

    /** Returns the shapes of the stored maps of a method, in the order of the index. */
    List<MapShape> shapes(ScoreRunId id, String method);

    /**
     * The shape of the maps of one example.
     *
     * @param index index of the example
     * @param layers L
     * @param rows R
     * @param tokens T
     */
    record MapShape(int index, int layers, int rows, int tokens) {}

    /**
     * Creates a score run, or returns the one that the run has created already.
     */
    ScoreRun begin(New scoreRun);

    /** Returns the methods that have no map for some examples because their scores were invalid. */
    List<Skipped> skipped(ScoreRunId id);

    /** Returns the paradigms and the labels of the examples. */
    Classes classes(ScoreRunId id);

    /**
     * The classes that the examples of a score run fall into.
     *
     * @param paradigms names of the paradigms, ascending
     * @param labels the labels, ascending; none if no example has one
     */
    record Classes(List<String> paradigms, List<String> labels) {}

    /** Stores further examples in one transaction. Examples that are stored already stay as they are. */
    void append(ScoreRunId id, List<Scored> examples);

    /** Stores the accuracy on all stored examples. */
    ScoreRun finish(ScoreRunId id);

    /**
     * A score run to be created.
     *
     * @param run run that produces it
     * @param phase before or after fine-tuning
     * @param modelId the model; the checkpoint's name after fine-tuning
     * @param dataId the data set
     * @param methods ids of the methods
     * @param layers number of layers of each map
     */
    record New(RunId run, Phase phase, String modelId, String dataId, List<String> methods, int layers) {}

    /**
     * A scored example to be stored.
     *
     * @param detail the example with its tokens
     * @param maps one per method, without the methods that were skipped
     * @param skipReasons why a method was skipped, by its id
     */
    record Scored(ScoreDetail detail, List<MixingMap> maps, Map<String, String> skipReasons) {

        public Scored {
            maps = List.copyOf(maps);
            skipReasons = Collections.unmodifiableMap(new TreeMap<>(skipReasons));
        }

        /** Creates an example that has maps of all methods. */
        public Scored(ScoreDetail detail, List<MixingMap> maps) {
            this(detail, maps, Map.of());
        }
    }

    /**
     * The examples for which a method has no map.
     *
     * @param method id of the method
     * @param examples number of these examples
     * @param reason reason for one of them
     */
    record Skipped(String method, int examples, String reason) {}

    /**
     * A filter of examples; a component that is null accepts all.
     *
     * @param paradigm required paradigm
     * @param label required label
     * @param correct whether the model's answer must be correct
     * @param search part of the sentence, ignoring case
     */
    record Filter(
            @Nullable String paradigm,
            @Nullable String label,
            @Nullable Boolean correct,
            @Nullable String search) {

        /** Returns the filter that accepts all examples. */
        public static Filter any() {
            return new Filter(null, null, null, null);
        }
    }
}
