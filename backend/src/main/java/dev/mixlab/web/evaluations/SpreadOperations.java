package dev.mixlab.web.evaluations;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.seeds.SeedSpread;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.Runs;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.listing.RunFilter;
import dev.mixlab.run.listing.RunList;
import dev.mixlab.run.listing.RunOrder;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers how a measure spreads over runs that differ only in the seed of fine-tuning. */
public final class SpreadOperations implements Operations {

    private static final int PAGE = 500;

    private final Runs runs;
    private final RunList list;
    private final ScoreRuns scores;
    private final EvaluationRuns evaluations;

    public SpreadOperations(Runs runs, RunList list, ScoreRuns scores, EvaluationRuns evaluations) {
        this.runs = runs;
        this.list = list;
        this.scores = scores;
        this.evaluations = evaluations;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("getSpread", this::getSpread);
    }

    private record Member(Run run, ScoreRun scores, EstimateTable estimates) {}

    private Answer getSpread(Inputs inputs) {
        String measure = inputs.text("measure");
        String group = inputs.text("group");
        ScoreRun requested = scores.get(Ids.scoreRun(inputs));
        Member first =
                new Member(runs.get(requested.run()), requested, evaluations.figures(requested.id(), measure, group));
        List<Member> members = new ArrayList<>(List.of(first));
        for (Run sibling : siblings(first.run(), inputs.asOf())) {
            Member member = member(sibling, first, measure, group);
            if (member != null) {
                members.add(member);
            }
        }
        members.sort(Comparator.comparing((Member member) -> member.run().createdAt())
                .thenComparing(member -> member.run().id()));
        List<EstimateTable> estimates = new ArrayList<>(List.of(first.estimates()));
        members.stream()
                .filter(member -> !member.scores().id().equals(requested.id()))
                .map(Member::estimates)
                .forEach(estimates::add);
        return Answer.ok(new SpreadJson(
                measure, group, members.stream().map(SpreadOperations::json).toList(), SeedSpread.of(estimates)));
    }

    /** Returns the other finished runs with the same inputs and settings, names and seeds aside. */
    private List<Run> siblings(Run run, @Nullable Instant asOf) {
        RunFilter alike = RunFilter.builder()
                .state(RunState.SUCCEEDED)
                .models(List.of(run.spec().modelId()))
                .dataSets(List.of(run.spec().dataId()))
                .build();
        List<Run> siblings = new ArrayList<>();
        for (int offset = 0; ; offset += PAGE) {
            Page<Run> page = list.list(alike, RunOrder.latestFirst(), new PageRequest(offset, PAGE));
            page.items().stream()
                    .filter(other -> !other.id().equals(run.id())
                            && wasFinished(other, asOf)
                            && key(other).equals(key(run))
                            && Objects.equals(hashes(other), hashes(run)))
                    .forEach(siblings::add);
            if (offset + PAGE >= page.total()) {
                return siblings;
            }
        }
    }

    private static boolean wasFinished(Run run, @Nullable Instant asOf) {
        Instant finished = run.finishedAt();
        return asOf == null || (finished != null && !finished.isAfter(asOf));
    }

    private static PipelineSpec key(Run run) {
        PipelineSpec spec = run.spec();
        return new PipelineSpec(
                "any",
                spec.modelId(),
                spec.dataId(),
                spec.examples(),
                spec.fineTuning().withSeed(0),
                spec.methods(),
                spec.scoring(),
                spec.evaluations(),
                spec.evaluating(),
                spec.headFitting());
    }

    private static Provenance.@Nullable Hashes hashes(Run run) {
        Provenance provenance = run.provenance();
        return provenance == null ? null : provenance.hashes();
    }

    /** Returns the score run of another run in the same phase; null if its estimates are not stored. */
    private @Nullable Member member(Run run, Member first, String measure, String group) {
        for (ScoreRun other : scores.list(run.id())) {
            if (other.phase() == first.scores().phase()) {
                try {
                    return new Member(run, other, evaluations.figures(other.id(), measure, group));
                } catch (NotFoundException missing) {
                    return null;
                }
            }
        }
        return null;
    }

    private static SpreadRunJson json(Member member) {
        return new SpreadRunJson(
                member.scores().id(),
                member.run().id(),
                member.run().spec().fineTuning().seed(),
                member.scores().accuracy());
    }

    /** The contract's SeedSpread: the runs, and how their means spread for every method and aggregation. */
    record SpreadJson(String measure, String group, List<SpreadRunJson> scoreRuns, List<SeedSpread> views) {}

    /** One run of a spread with the seed of its fine-tuning; id is that of its score run. */
    record SpreadRunJson(
            ScoreRunId id, RunId runId, long seed, @Nullable Double accuracy) {}
}
