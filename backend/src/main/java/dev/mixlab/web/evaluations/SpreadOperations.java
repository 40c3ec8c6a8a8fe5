package dev.mixlab.web.evaluations;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.common.Page;
import dev.mixlab.common.PageRequest;
import dev.mixlab.evaluation.EstimateTable;
import dev.mixlab.evaluation.SeedSpread;
import dev.mixlab.run.PipelineSpec;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.RunState;
import dev.mixlab.run.Runs;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.ScoreRun;
import dev.mixlab.run.score.ScoreRuns;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.json.MethodJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The spread of figures over runs that differ in the seed of fine-tuning alone. */
public final class SpreadOperations implements Operations {

    private static final int PAGE = 500;

    private final Runs runs;
    private final ScoreRuns scores;
    private final EvaluationRuns evaluations;

    public SpreadOperations(Runs runs, ScoreRuns scores, EvaluationRuns evaluations) {
        this.runs = runs;
        this.scores = scores;
        this.evaluations = evaluations;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("getSpread", this::getSpread);
    }

    private record Member(Run run, ScoreRun scores, EstimateTable figures) {}

    private Answer getSpread(Inputs inputs) {
        String measure = inputs.text("measure");
        String group = inputs.text("group");
        ScoreRun asked = scores.get(Ids.scoreRun(inputs));
        Member first = new Member(runs.get(asked.run()), asked, evaluations.figures(asked.id(), measure, group));
        List<Member> members = new ArrayList<>(List.of(first));
        for (Run sibling : siblings(first.run())) {
            Member member = member(sibling, first, measure, group);
            if (member != null) {
                members.add(member);
            }
        }
        members.sort(Comparator.comparing((Member member) -> member.run().createdAt())
                .thenComparing(member -> member.run().id()));
        List<EstimateTable> figures = new ArrayList<>(List.of(first.figures()));
        members.stream()
                .filter(member -> !member.scores().id().equals(asked.id()))
                .map(Member::figures)
                .forEach(figures::add);
        return Answer.ok(new SpreadView(
                measure,
                group,
                members.stream().map(SpreadOperations::view).toList(),
                SeedSpread.of(figures).stream().map(ViewSpread::of).toList()));
    }

    /** Finished runs with the same inputs and settings but for name and seed, without the run itself. */
    private List<Run> siblings(Run run) {
        List<Run> siblings = new ArrayList<>();
        for (int offset = 0; ; offset += PAGE) {
            Page<Run> page = runs.list(RunState.SUCCEEDED, new PageRequest(offset, PAGE));
            page.items().stream()
                    .filter(other -> !other.id().equals(run.id())
                            && key(other).equals(key(run))
                            && Objects.equals(hashes(other), hashes(run)))
                    .forEach(siblings::add);
            if (offset + PAGE >= page.total()) {
                return siblings;
            }
        }
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
                spec.evaluating());
    }

    private static Provenance.@Nullable Hashes hashes(Run run) {
        Provenance provenance = run.provenance();
        return provenance == null ? null : provenance.hashes();
    }

    /** The same side of another run; null where its figures are not stored. */
    private @Nullable Member member(Run run, Member first, String measure, String group) {
        for (ScoreRun other : scores.list(run.id())) {
            if (other.when() == first.scores().when()) {
                try {
                    return new Member(run, other, evaluations.figures(other.id(), measure, group));
                } catch (NotFoundException missing) {
                    return null;
                }
            }
        }
        return null;
    }

    private static ScoreRunView view(Member member) {
        return new ScoreRunView(
                member.scores().id().value(),
                member.run().id().value(),
                member.run().spec().fineTuning().seed(),
                member.scores().accuracy());
    }

    /** The contract's SeedSpread. */
    record SpreadView(String measure, String group, List<ScoreRunView> scoreRuns, List<ViewSpread> views) {}

    /** One run. */
    record ScoreRunView(
            String id, String runId, long seed, @Nullable Double accuracy) {}

    /** One method and aggregation. */
    record ViewSpread(
            String method,
            String aggregation,
            List<Double> mean,
            List<Double> minimum,
            List<Double> maximum,
            List<Double> deviation) {

        public static ViewSpread of(SeedSpread spread) {
            return new ViewSpread(
                    spread.view().method(),
                    MethodJson.id(spread.view().aggregation()),
                    spread.mean(),
                    spread.minimum(),
                    spread.maximum(),
                    spread.deviation());
        }
    }
}
