package dev.mixlab.mixing.attention;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A graph with a node for each token at each level: level 0 holds the inputs, level l + 1 what layer l makes of level l.
 * Edges lead from a level to the one below. Where the maximum flows of the level below already decide a flow of the new
 * top level, no path is searched for; other flows are computed by Dinic's algorithm (1970). The regular shape of the graph
 * lets plain arrays hold it. JGraphT is the test oracle: FlowGraphProperties compares the flows with those that it finds.
 */
final class FlowGraph {

    /** A remaining capacity or a remaining flow below this value counts as zero. */
    private static final double NOTHING = 1e-13;

    /** A flow whose lower and upper bound differ by no more than this value is not searched for. */
    private static final double KNOWN = 1e-12;

    private final int tokens;
    private double[][] capacities = new double[0][];
    private double[] below = new double[0];
    private double[][] flow = new double[0][];
    private int[][] distance = new int[0][];
    private int[][] next = new int[0][];
    private int[] queue = new int[0];
    private boolean takingBack;

    FlowGraph(int tokens) {
        this.tokens = tokens;
    }

    /**
     * Adds a layer on top.
     *
     * @param capacity [T, T], from row i above to column j below
     * @return maximum flows [T, T] from each token i of the new top to each input token j
     */
    double[] add(double[] capacity) {
        capacities = Arrays.copyOf(capacities, capacities.length + 1);
        capacities[capacities.length - 1] = capacity.clone();
        if (capacities.length == 1) {
            below = capacity.clone();
            return below.clone();
        }
        int levels = capacities.length + 1;
        flow = new double[levels - 1][tokens * tokens];
        distance = new int[levels][tokens];
        next = new int[levels][tokens];
        queue = new int[levels * tokens];
        double[] flows = new double[tokens * tokens];
        for (int sink = 0; sink < tokens; sink++) {
            Sink given = new Sink(sink, brought(sink), byFlow(sink));
            for (int source = 0; source < tokens; source++) {
                flows[source * tokens + sink] = flow(capacity, source, given);
            }
        }
        below = flows;
        return flows.clone();
    }

    /**
     * Where flow goes.
     *
     * @param token an input
     * @param brought what its edges take at most
     * @param byFlow nodes of the level below the top, those with the largest flows to it first
     */
    private record Sink(int token, double brought, int[] byFlow) {}

    private double brought(int sink) {
        double brought = 0;
        for (int k = 0; k < tokens; k++) {
            brought += capacities[0][k * tokens + sink];
        }
        return brought;
    }

    private int[] byFlow(int sink) {
        return IntStream.range(0, tokens)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -below[k * tokens + sink]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * No more can arrive than the edges below the source take and the nodes below can pass on, or the sink's edges bring. Of
     * the flows F_k that single nodes below can pass on, shares s_k F_k can be passed on together if the s_k add up to 1; where
     * as much as can arrive does so in this way, it is the maximum.
     */
    private double flow(double[] top, int source, Sink sink) {
        double passed = 0;
        double together = 0;
        double left = 1;
        for (int k : sink.byFlow) {
            double whole = below[k * tokens + sink.token];
            double most = Math.min(top[source * tokens + k], whole);
            passed += most;
            if (most > 0) {
                double share = Math.min(left, most / whole);
                together += share * whole;
                left -= share;
            }
        }
        double bound = Math.min(passed, sink.brought);
        return together >= bound - KNOWN ? bound : maximum(source, sink.token, bound);
    }

    private double maximum(int source, int sink, double bound) {
        for (double[] edges : flow) {
            Arrays.fill(edges, 0);
        }
        for (int level = 0; level < distance.length; level++) {
            Arrays.fill(distance[level], capacities.length - level);
        }
        double total = 0;
        double sent;
        takingBack = false;
        do {
            for (int[] edges : next) {
                Arrays.fill(edges, 0);
            }
            sent = send(capacities.length, source, sink, bound - total);
            total += sent;
            takingBack = true;
        } while (sent > NOTHING && bound - total > NOTHING && reaches(source, sink));
        return total;
    }

    /** Distances from the source over edges that can take more; whether the sink is among the nodes reached. */
    private boolean reaches(int source, int sink) {
        for (int[] level : distance) {
            Arrays.fill(level, -1);
        }
        int top = capacities.length;
        distance[top][source] = 0;
        queue[0] = top * tokens + source;
        int end = 1;
        for (int at = 0; at < end && distance[0][sink] < 0; at++) {
            int level = queue[at] / tokens;
            int token = queue[at] % tokens;
            int reached = distance[level][token] + 1;
            if (level > 0) {
                end = visitBelow(level, token, reached, end);
            }
            if (level < top) {
                end = visitAbove(level, token, reached, end);
            }
        }
        return distance[0][sink] >= 0;
    }

    private int visitBelow(int level, int token, int reached, int queued) {
        int end = queued;
        int[] distances = distance[level - 1];
        double[] most = capacities[level - 1];
        double[] taken = flow[level - 1];
        for (int k = 0, edge = token * tokens; k < tokens; k++, edge++) {
            if (distances[k] < 0 && most[edge] - taken[edge] > NOTHING) {
                distances[k] = reached;
                queue[end++] = (level - 1) * tokens + k;
            }
        }
        return end;
    }

    /** Goes to where flow came from, which can be taken back. */
    private int visitAbove(int level, int token, int reached, int queued) {
        int end = queued;
        int[] distances = distance[level + 1];
        double[] taken = flow[level];
        for (int k = 0, edge = token; k < tokens; k++, edge += tokens) {
            if (distances[k] < 0 && taken[edge] > NOTHING) {
                distances[k] = reached;
                queue[end++] = (level + 1) * tokens + k;
            }
        }
        return end;
    }

    /**
     * Sends up to {@code most} on towards the sink along shortest ways; gives what arrives. The sink's own column comes
     * first: where it is reached early, fewer ways are needed.
     */
    private double send(int level, int token, int sink, double most) {
        if (level == 0) {
            return token == sink ? most : 0;
        }
        double sent = 0;
        int[] tried = next[level];
        int edges = takingBack ? 2 * tokens : tokens;
        while (tried[token] < edges && most - sent > NOTHING) {
            int edge = tried[token];
            double more = edge < tokens
                    ? sendDown(level, token, edge == 0 ? sink : edge <= sink ? edge - 1 : edge, sink, most - sent)
                    : sendBack(level, token, edge - tokens, sink, most - sent);
            sent += more;
            if (most - sent > NOTHING) {
                tried[token] = level == 1 && edge == 0 ? tokens : edge + 1;
            }
        }
        return sent;
    }

    private double sendDown(int level, int token, int to, int sink, double most) {
        double room = capacities[level - 1][token * tokens + to] - flow[level - 1][token * tokens + to];
        if (room <= NOTHING || distance[level - 1][to] != distance[level][token] + 1) {
            return 0;
        }
        double sent = send(level - 1, to, sink, Math.min(most, room));
        flow[level - 1][token * tokens + to] += sent;
        return sent;
    }

    /** Takes back what came from above, so that it goes another way. */
    private double sendBack(int level, int token, int to, int sink, double most) {
        if (level == capacities.length || distance[level + 1][to] != distance[level][token] + 1) {
            return 0;
        }
        double room = flow[level][to * tokens + token];
        if (room <= NOTHING) {
            return 0;
        }
        double sent = send(level + 1, to, sink, Math.min(most, room));
        flow[level][to * tokens + token] -= sent;
        return sent;
    }
}
