package dev.mixlab.run.score;

import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.data.GrammaticalNumber;
import dev.mixlab.data.Paradigm;
import dev.mixlab.mixing.method.MixingMap;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** The stored score runs. */
public interface ScoreRuns {

    /**
     * The score run of that name.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none
     */
    ScoreRun get(ScoreRunId id);

    /** Score runs, the latest first; of one run where one is given. */
    List<ScoreRun> list(@Nullable RunId run);

    /** Examples in order of their index. */
    Page<ScoreRow> examples(ScoreRunId id, Filter filter, PageRequest page);

    /**
     * One example with its tokens.
     *
     * @throws dev.mixlab.common.NotFoundException if there is none of that index
     */
    ScoreDetail example(ScoreRunId id, int index);

    /**
     * The maps of one example by one method, every layer.
     *
     * @throws dev.mixlab.common.NotFoundException if there is no such example, or the run was not scored by that method, or the method was skipped
     *     for that example
     */
    MixingMap map(ScoreRunId id, int index, String method);

    /**
     * Hands over the maps of every example, one per method in the order of the score run, with the example's index; in the order of the
     * index. Not more than a few examples are in memory at a time.
     */
    void visit(ScoreRunId id, ObjIntConsumer<List<MixingMap>> visitor);

    /** How large the stored maps of a method are, in order of the index. */
    List<MapShape> shapes(ScoreRunId id, String method);

    /**
     * How large the maps of one example are.
     *
     * @param index of the example
     * @param layers L
     * @param rows R
     * @param tokens T
     */
    record MapShape(int index, int layers, int rows, int tokens) {}

    /**
     * Begins a score run, or goes on with the one that the run has begun already.
     */
    ScoreRun begin(New scoreRun);

    /** By which methods some examples have no map, as their scores could not be used; none of most score runs. */
    List<Skipped> skipped(ScoreRunId id);

    /** Stores the next examples, all or none. Examples that are stored already are left as they are. */
    void append(ScoreRunId id, List<Scored> examples);

    /** Notes the accuracy over all stored examples. */
    ScoreRun finish(ScoreRunId id);

    /**
     * A score run that begins.
     *
     * @param run the run that makes it
     * @param phase before or after fine-tuning
     * @param modelId the model; the checkpoint's name after fine-tuning
     * @param dataId the data set
     * @param methods ids of the methods
     * @param layers how many layers each map has
     */
    record New(RunId run, Phase phase, String modelId, String dataId, List<String> methods, int layers) {}

    /**
     * One scored example.
     *
     * @param detail what was scored
     * @param maps one per method, without the methods that were skipped
     * @param skipReasons why a method was skipped, by its id
     */
    record Scored(ScoreDetail detail, List<MixingMap> maps, Map<String, String> skipReasons) {

        public Scored {
            maps = List.copyOf(maps);
            skipReasons = Map.copyOf(skipReasons);
        }

        /** One with maps by all methods. */
        public Scored(ScoreDetail detail, List<MixingMap> maps) {
            this(detail, maps, Map.of());
        }
    }

    /**
     * Examples without a map by a method.
     *
     * @param method id of the method
     * @param examples how many there are
     * @param reason why one of them is without
     */
    record Skipped(String method, int examples, String reason) {}

    /**
     * Which examples are asked for; null means any.
     *
     * @param paradigm of this paradigm
     * @param label of this number
     * @param correct right or wrong
     * @param search a piece of the sentence, in any case
     */
    record Filter(
            @Nullable Paradigm paradigm,
            @Nullable GrammaticalNumber label,
            @Nullable Boolean correct,
            @Nullable String search) {

        /** Every example. */
        public static Filter any() {
            return new Filter(null, null, null, null);
        }
    }
}
