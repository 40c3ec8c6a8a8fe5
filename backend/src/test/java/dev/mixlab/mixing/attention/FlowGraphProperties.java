package dev.mixlab.mixing.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixlab.mixing.method.Aggregation;
import java.util.SplittableRandom;
import java.util.function.Supplier;
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
        compare(tokens, layers, () -> capacities(random, tokens, missing));
    }

    @Property(tries = 60)
    void flowsThroughAttentionWithTheIdentityAreTheMaximumToo(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 7) int tokens,
            @ForAll @IntRange(min = 1, max = 6) int layers,
            @ForAll @IntRange(min = 0, max = 12) int sharpness) {
        SplittableRandom random = new SplittableRandom(seed);
        compare(tokens, layers, () -> attention(random, tokens, sharpness));
    }

    private static void compare(int tokens, int layers, Supplier<double[]> layer) {
        FlowGraph graph = new FlowGraph(tokens);
        SimpleDirectedWeightedGraph<Integer, DefaultWeightedEdge> general =
                new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
        addNodes(general, 0, tokens);
        for (int level = 0; level < layers; level++) {
            double[] capacities = layer.get();
            addNodes(general, level + 1, tokens);
            addEdges(general, level, tokens, capacities);
            double[] flows = graph.add(capacities);
            for (int i = 0; i < tokens; i++) {
                for (int j = 0; j < tokens; j++) {
                    double expected = new EdmondsKarpMFImpl<>(general).getMaximumFlowValue((level + 1) * tokens + i, j);
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

    /** Rows of a softmax, the sharper the less alike their numbers, with the identity added, divided by their sums. */
    private static double[] attention(SplittableRandom random, int tokens, int sharpness) {
        double[] attention = new double[tokens * tokens];
        for (int i = 0; i < tokens; i++) {
            double sum = 0;
            for (int j = 0; j < tokens; j++) {
                attention[i * tokens + j] = Math.exp(sharpness * random.nextDouble());
                sum += attention[i * tokens + j];
            }
            for (int j = 0; j < tokens; j++) {
                attention[i * tokens + j] /= sum;
            }
        }
        Aggregation.addIdentity(attention, tokens);
        return attention;
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
