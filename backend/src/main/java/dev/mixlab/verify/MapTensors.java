package dev.mixlab.verify;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.MixingMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The reference tensors that belong to one method's map, by their names in the reference set. */
final class MapTensors {

    /** Which output of a method a tensor holds. */
    private enum Part {
        /** rows that sum to 1, or maps that need no such thing */
        VALUES,
        /** scores before their rows were divided by their sums */
        RAW,
        ROLLOUT,
        ROLLOUT_RESIDUAL,
        ROLLOUT_RAW
    }

    /**
     * One tensor.
     *
     * @param method id of the method
     * @param part which output of the method
     * @param tensor name without the input
     */
    private record Row(String method, Part part, String tensor) {}

    private static final List<Row> TABLE = List.of(
            new Row("value_zeroing_cosine", Part.VALUES, "value_zeroing_cosine"),
            new Row("value_zeroing_cosine", Part.RAW, "value_zeroing_cosine_raw"),
            new Row("value_zeroing_cosine", Part.ROLLOUT, "value_zeroing_rollout"),
            new Row("value_zeroing_euclidean", Part.VALUES, "value_zeroing_euclidean"),
            new Row("value_zeroing_euclidean", Part.RAW, "value_zeroing_euclidean_raw"),
            new Row("value_zeroing_euclidean", Part.ROLLOUT, "value_zeroing_euclidean_rollout"),
            new Row("attn", Part.VALUES, "attn"),
            new Row("attn", Part.ROLLOUT_RESIDUAL, "attn_rollout"),
            new Row("attention_flow", Part.VALUES, "attention_flow"),
            new Row("attn_norm", Part.RAW, "attn_norm"),
            new Row("attn_norm", Part.ROLLOUT_RESIDUAL, "attn_norm_rollout"),
            new Row("attn_norm_res", Part.RAW, "attn_norm_res"),
            new Row("attn_norm_res", Part.ROLLOUT, "attn_norm_res_rollout"),
            new Row("attn_norm_res_ln", Part.RAW, "attn_norm_res_ln"),
            new Row("attn_norm_res_ln", Part.ROLLOUT, "attn_norm_res_ln_rollout"),
            new Row("globenc", Part.RAW, "globenc"),
            new Row("globenc", Part.ROLLOUT_RAW, "globenc_rollout"),
            new Row("globenc", Part.ROLLOUT, "globenc_rollout_rownorm"),
            new Row("alti", Part.VALUES, "alti"),
            new Row("alti", Part.ROLLOUT, "alti_rollout"),
            new Row("alti_paper", Part.VALUES, "alti_paper"),
            new Row("alti_paper", Part.ROLLOUT, "alti_paper_rollout"),
            new Row("hidden_token_attribution", Part.RAW, "hidden_token_attribution"),
            new Row("hidden_token_attribution_global", Part.RAW, "hidden_token_attribution_global"),
            new Row("decompx_norm", Part.RAW, "decompx_norm"));

    private MapTensors() {}

    /** Returns the tensors of a map by name; a method that is not in the table has one tensor, named like the method. */
    static Map<String, double[]> of(MixingMap map) {
        Map<String, double[]> tensors = new LinkedHashMap<>();
        TABLE.stream()
                .filter(row -> row.method().equals(map.method()))
                .forEach(row -> tensors.put(row.tensor(), doubles(part(map, row.part()))));
        if (tensors.isEmpty()) {
            tensors.put(map.method(), doubles(map.values()));
        }
        return tensors;
    }

    private static float[] part(MixingMap map, Part part) {
        return switch (part) {
            case VALUES -> map.values();
            case RAW -> raw(map);
            case ROLLOUT -> Aggregation.ROLLOUT.apply(map).values();
            case ROLLOUT_RESIDUAL -> Aggregation.ROLLOUT_RESIDUAL.apply(map).values();
            case ROLLOUT_RAW -> Aggregation.ROLLOUT_RAW.apply(map).values();
        };
    }

    private static float[] raw(MixingMap map) {
        float[] raw = map.raw();
        if (raw == null) {
            throw new InvalidInputException(map.method() + " has no raw scores");
        }
        return raw;
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
