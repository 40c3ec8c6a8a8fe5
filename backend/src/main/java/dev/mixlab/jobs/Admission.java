package dev.mixlab.jobs;

import dev.mixlab.common.ConflictException;
import dev.mixlab.jobs.UnfinishedRuns.Load;
import dev.mixlab.jobs.cost.Demand;
import dev.mixlab.jobs.cost.Estimator;
import dev.mixlab.jobs.encoding.DataEncoder;
import dev.mixlab.jobs.stage.Stores;
import dev.mixlab.run.NewRun;
import dev.mixlab.run.estimate.CostEstimate;
import dev.mixlab.run.estimate.CostEstimate.Resource;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.run.sweep.CombinationName;
import dev.mixlab.run.sweep.SweepEstimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Decides whether runs may be launched beside those that are not finished, and estimates what they cost. */
final class Admission {

    private final DataEncoder encoder;
    private final Estimator estimator;
    private final LaunchCheck check;
    private final UnfinishedRuns unfinished;
    private final int slots;

    /**
     * The admission to a queue.
     *
     * @param slots number of runs that are executed at a time
     */
    Admission(Stores stores, DataEncoder encoder, Estimator estimator, int slots) {
        this.encoder = encoder;
        this.estimator = estimator;
        this.check = new LaunchCheck(stores, encoder);
        this.unfinished = new UnfinishedRuns(stores.runs(), encoder, estimator, slots);
        this.slots = slots;
    }

    void check(NewRun run) {
        check.check(run);
    }

    void check(PipelineSpec spec) {
        check.check(spec);
    }

    CostEstimate estimate(PipelineSpec spec) {
        check.check(spec);
        return estimator.estimate(spec, encoder.prepare(spec), unfinished.load().with(List.of()));
    }

    /** Returns the expected time of a run. */
    double seconds(PipelineSpec spec) {
        return estimator.plan(spec, encoder.prepare(spec)).seconds();
    }

    /** Estimates the cost of runs that are launched together; what they need beside each other is counted. */
    SweepEstimate estimate(List<PipelineSpec> specs) {
        Map<PipelineSpec, CostEstimate> known = new HashMap<>();
        List<CostEstimate> costs = new ArrayList<>();
        Set<String> warnings = new LinkedHashSet<>();
        Set<String> warned = new LinkedHashSet<>();
        for (int i = 0; i < specs.size(); i++) {
            PipelineSpec spec = specs.get(i);
            CostEstimate cost = inSweep(specs, i, one -> known.computeIfAbsent(settings(one), key -> estimate(one)));
            costs.add(cost);
            for (String warning : cost.warnings()) {
                if (warned.add(warning)) {
                    warnings.add("%s: %s".formatted(CombinationName.of(spec), warning));
                }
            }
        }
        return new SweepEstimate(
                specs.size(),
                costs.stream().mapToDouble(CostEstimate::seconds).sum(),
                elapsed(costs),
                costs.stream().mapToLong(CostEstimate::bytes).sum(),
                disk(specs, costs),
                Collections.max(
                        costs.stream().map(CostEstimate::memory).toList(),
                        (one, other) -> one.shortage() == null == (other.shortage() == null)
                                ? Long.compare(one.need(), other.need())
                                : Boolean.compare(one.shortage() != null, other.shortage() != null)),
                costs.get(0).basis(),
                List.copyOf(warnings));
    }

    /** Returns the time until the last of some runs ends, if they are executed in order. */
    private double elapsed(List<CostEstimate> costs) {
        PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(slots, 0.0));
        double last = 0;
        for (CostEstimate cost : costs) {
            double end = free.remove() + cost.seconds();
            free.add(end);
            last = Math.max(last, end);
        }
        return last;
    }

    /** Returns what runs need of the disk together: each of them may grow to its most before the next has begun. */
    private static Resource disk(List<PipelineSpec> specs, List<CostEstimate> costs) {
        long need = 0;
        long available = costs.get(0).disk().available();
        String shortage = null;
        for (int i = 0; i < costs.size(); i++) {
            need += costs.get(i).disk().need();
            if (shortage == null && costs.get(i).disk().shortage() != null) {
                shortage =
                        "%s: %s".formatted(name(specs, i), costs.get(i).disk().shortage());
            } else if (shortage == null && need > available) {
                shortage =
                        ("Only the first %s of the %s runs fit on the disk. Take fewer runs, or make space on the disk of the data"
                                        + " folder.")
                                .formatted(i, specs.size());
            }
        }
        return new Resource(need, available, shortage);
    }

    /**
     * Stores runs if they fit beside those that are not finished and beside each other. No two are admitted at the same time.
     *
     * @throws dev.mixlab.common.ConflictException if one does not fit; it is named if there are several, and nothing is stored
     */
    synchronized <T> T admit(List<PipelineSpec> specs, Supplier<T> store) {
        Load load = unfinished.load();
        Map<PipelineSpec, Demand> known = new HashMap<>();
        List<Demand> demands = new ArrayList<>();
        Map<PipelineSpec, Integer> last = new LinkedHashMap<>();
        for (int i = 0; i < specs.size(); i++) {
            demands.add(inSweep(
                    specs,
                    i,
                    spec -> known.computeIfAbsent(
                            settings(spec), key -> estimator.demand(spec, encoder.prepare(spec)))));
            last.put(settings(specs.get(i)), i);
        }
        try {
            // others only grow, so that a run fits if the last one with its settings does
            last.values().forEach(i -> requireFits(specs, i, load.with(demands.subList(0, i))));
        } catch (ConflictException some) {
            for (int i = 0; i < specs.size(); i++) {
                requireFits(specs, i, load.with(demands.subList(0, i)));
            }
            throw some;
        }
        return store.get();
    }

    private void requireFits(List<PipelineSpec> specs, int index, Demand others) {
        inSweep(specs, index, spec -> {
            estimator.requireFits(spec, encoder.prepare(spec), others);
            return spec;
        });
    }

    /** Checks runs before they are launched together. */
    void check(List<PipelineSpec> specs) {
        Set<PipelineSpec> checked = new HashSet<>();
        for (int i = 0; i < specs.size(); i++) {
            inSweep(specs, i, spec -> {
                if (checked.add(settings(spec))) {
                    check.check(spec);
                }
                return spec;
            });
        }
    }

    /** Does something with one of several specifications, which a refusal names if it is not alone. */
    static <T> T inSweep(List<PipelineSpec> specs, int index, Function<PipelineSpec, T> work) {
        PipelineSpec spec = specs.get(index);
        return specs.size() == 1
                ? work.apply(spec)
                : CombinationName.naming(name(specs, index), () -> work.apply(spec));
    }

    private static String name(List<PipelineSpec> specs, int index) {
        return "run %s of %s (%s)".formatted(index + 1, specs.size(), CombinationName.of(specs.get(index)));
    }

    /** Returns what the cost of a run depends on: neither its name nor its seed. */
    static PipelineSpec settings(PipelineSpec spec) {
        return spec.withName("any").withFineTuning(spec.fineTuning().withSeed(0));
    }
}
