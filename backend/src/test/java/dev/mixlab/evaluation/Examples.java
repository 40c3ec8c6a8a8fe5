package dev.mixlab.evaluation;

import static dev.mixlab.encoder.ReferenceModel.ints;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.data.CueUnit;
import dev.mixlab.data.CueWords;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.text.EncodedExample;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Examples and rows for tests. */
public final class Examples {

    /** The cue words of sentences in which nothing but the published cues matters. */
    public static final CueWords NO_CUE_WORDS = new CueWords(Map.of(), List.of());

    /** The first word as cue of every unit and as attractor, so that every measure is defined. */
    public static final CueWords FIRST_WORD = new CueWords(
            Stream.of(CueUnit.values()).collect(Collectors.toMap(unit -> unit, unit -> List.of(0))), List.of(0));

    private Examples() {}

    /** A sentence of tokens that are words of their own. */
    public static EncodedExample of(int tokens, int target, int... cues) {
        int[] words = new int[tokens];
        for (int i = 0; i < tokens; i++) {
            words[i] = i;
        }
        return of(words, target, cues);
    }

    /** A sentence whose tokens belong to these words. */
    public static EncodedExample of(int[] wordOfPiece, int target, int... cues) {
        int tokens = wordOfPiece.length;
        return new EncodedExample(
                "e", new int[tokens], Collections.nCopies(tokens, "x"), wordOfPiece, target, cues, 0, 1);
    }

    /** A single case of a reference model. */
    public static EncodedExample of(JsonNode entry) {
        int[] ids = ints(entry.get("input_ids"));
        return new EncodedExample(
                entry.get("id").asText(),
                ids,
                Collections.nCopies(ids.length, "x"),
                new int[ids.length],
                entry.get("target_index").asInt(),
                ints(entry.get("cue_indices")),
                entry.get("good_token_id").asInt(),
                entry.get("bad_token_id").asInt());
    }

    /** Rows of one layer. */
    public static TargetRows row(double... scores) {
        return new TargetRows(new MethodVariant("method", Aggregation.NONE), 1, scores.length, scores);
    }
}
