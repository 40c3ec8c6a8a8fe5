package dev.mixlab.mixing.attention;

import dev.mixlab.common.InvalidInputException;
import dev.mixlab.encoder.engine.BatchExecutor;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.mixing.method.ContextMixingMethod;
import dev.mixlab.mixing.method.LayerContext;
import dev.mixlab.mixing.method.MethodInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Attention flow (Abnar and Zuidema 2020): the maximum flow from a token after a layer down to an input token, where an
 * edge carries as much as the mean attention of its layer, with the identity added and rows divided by their sums.
 */
public final class AttentionFlow implements ContextMixingMethod {

    private static final MethodInfo INFO = MethodInfo.contextMixing("attention_flow", "Attention flow")
            .family("attention")
            .paper("Abnar and Zuidema 2020")
            .description(
                    "How much can flow to a token from an input token through the attention of all layers up to this one.")
            .containsLayersBelow(true)
            .aggregations(Aggregation.NONE, Aggregation.LAST_LAYER)
            .build();

    /** The work grows with the fourth power of the tokens: a sentence of twice as many takes hours. */
    private static final int MOST_TOKENS = 128;

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public List<double[]> score(LayerContext layer) {
        List<double[]> maps = MeanAttention.of(layer).maps();
        Graphs graphs = layer.batchMemo().get(Graphs.class, () -> Graphs.of(layer));
        return BatchExecutor.spread(IntStream.range(0, maps.size()))
                .mapToObj(b -> graphs.ofSequences()
                        .get(b)
                        .add(capacities(maps.get(b), layer.batch().lengths()[b])))
                .toList();
    }

    private static double[] capacities(double[] attention, int tokens) {
        double[] capacities = attention.clone();
        Aggregation.addIdentity(capacities, tokens);
        return capacities;
    }

    /** The graphs of a batch, which grow by a layer at a time. */
    private record Graphs(List<FlowGraph> ofSequences) {

        static Graphs of(LayerContext layer) {
            List<FlowGraph> graphs = new ArrayList<>();
            for (int b = 0; b < layer.batch().size(); b++) {
                int tokens = layer.batch().lengths()[b];
                if (tokens > MOST_TOKENS) {
                    throw new InvalidInputException("%s: example %s: %s tokens where at most %s are feasible"
                            .formatted(INFO.id(), layer.ids().get(b), tokens, MOST_TOKENS));
                }
                graphs.add(new FlowGraph(tokens));
            }
            return new Graphs(graphs);
        }
    }
}
