package dev.mixlab.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.alg.flow.EdmondsKarpMFImpl;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

class FlowGraphProperties {

    @Property(tries = 200)
    void flowsAreTheMaximumThatAGeneralAlgorithmFinds(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int tokens,
            @ForAll @IntRange(min = 1, max = 5) int layers,
            @ForAll @IntRange(min = 0, max = 9) int missing) {
        SplittableRandom random = new SplittableRandom(seed);
        FlowGraph graph = new FlowGraph(tokens);
        SimpleDirectedWeightedGraph<Integer, DefaultWeightedEdge> general =
                new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
        addNodes(general, 0, tokens);
        for (int layer = 0; layer < layers; layer++) {
            double[] capacities = capacities(random, tokens, missing);
            addNodes(general, layer + 1, tokens);
            addEdges(general, layer, tokens, capacities);
            double[] flows = graph.add(capacities);
            for (int i = 0; i < tokens; i++) {
                for (int j = 0; j < tokens; j++) {
                    double expected = new EdmondsKarpMFImpl<>(general).getMaximumFlowValue((layer + 1) * tokens + i, j);
                    assertThat(flows[i * tokens + j]).isCloseTo(expected, within(1e-9));
                }
            }
        }
    }

    private static double[] capacities(SplittableRandom random, int tokens, int missing) {
        double[] capacities = random.doubles((long) tokens * tokens).toArray();
        for (int i = 0; i < capacities.length; i++) {
            if (random.nextInt(10) < missing) {
                capacities[i] = 0;
            }
        }
        return capacities;
    }

    private static void addNodes(
            SimpleDirectedWeightedGraph<Integer, DefaultWeightedEdge> graph, int level, int tokens) {
        for (int token = 0; token < tokens; token++) {
            graph.addVertex(level * tokens + token);
        }
    }

    private static void addEdges(
            SimpleDirectedWeightedGraph<Integer, DefaultWeightedEdge> graph,
            int layer,
            int tokens,
            double[] capacities) {
        for (int i = 0; i < tokens; i++) {
            for (int j = 0; j < tokens; j++) {
                DefaultWeightedEdge edge = graph.addEdge((layer + 1) * tokens + i, layer * tokens + j);
                graph.setEdgeWeight(edge, capacities[i * tokens + j]);
            }
        }
    }
}
