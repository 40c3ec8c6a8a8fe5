package dev.mixlab.evaluation.causal;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.mixing.method.MixingMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the answer to one sentence loses by knock-outs: the lead of the good word's logit over the bad word's, minus the lead with a
 * token cut in one layer.
 *
 * @param layers number of layers L
 * @param tokens number of tokens T
 * @param values effects of zeroing a token's value vectors [L, T]
 * @param edges effects of cutting the target's attention to a token [L, T]
 */
public record Knockouts(int layers, int tokens, double[] values, double[] edges) {

    /** Ids of the methods whose scores are the effects: values, and edges. */
    public static final List<String> METHODS = List.of("knockout_value_diff", "knockout_edge_diff");

    public Knockouts {
        if (values.length != layers * tokens || edges.length != layers * tokens) {
            throw new InvalidInputException("%s and %s effects for %s layers of %s tokens"
                    .formatted(values.length, edges.length, layers, tokens));
        }
    }

    /** Takes the effects from the maps of a sentence; empty if one of both methods has none. */
    public static Optional<Knockouts> in(List<MixingMap> maps) {
        Optional<MixingMap> values = map(maps, METHODS.get(0));
        Optional<MixingMap> edges = map(maps, METHODS.get(1));
        return values.isEmpty() || edges.isEmpty()
                ? Optional.empty()
                : Optional.of(new Knockouts(
                        values.get().layers(), values.get().tokens(), doubles(values.get()), doubles(edges.get())));
    }

    private static Optional<MixingMap> map(List<MixingMap> maps, String method) {
        return maps.stream().filter(map -> map.method().equals(method)).findFirst();
    }

    private static double[] doubles(MixingMap map) {
        float[] values = map.values();
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /** Returns the effects in one layer [T]. */
    static double[] layer(double[] effects, int layer, int tokens) {
        return Arrays.copyOfRange(effects, layer * tokens, (layer + 1) * tokens);
    }
}
