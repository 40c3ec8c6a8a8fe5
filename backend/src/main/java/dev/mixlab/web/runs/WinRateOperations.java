package dev.mixlab.web.runs;

import dev.mixlab.common.NotFoundException;
import dev.mixlab.evaluation.EstimateTable.VariantEstimates;
import dev.mixlab.evaluation.EvaluatingSettings;
import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.SentenceGroups;
import dev.mixlab.evaluation.seeds.SeedTable;
import dev.mixlab.evaluation.statistics.Digits;
import dev.mixlab.evaluation.statistics.Interval;
import dev.mixlab.evaluation.statistics.WinRates;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.run.Run;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.EvaluationRuns;
import dev.mixlab.run.score.Phase;
import dev.mixlab.run.sweep.Sweeps;
import dev.mixlab.training.FineTuningSettings;
import dev.mixlab.web.http.Answer;
import dev.mixlab.web.http.Ids;
import dev.mixlab.web.http.Inputs;
import dev.mixlab.web.http.OperationTable;
import dev.mixlab.web.http.Operations;
import dev.mixlab.web.json.ConstantNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Answers how often every method is better than every other over the runs of a sweep, and what its means are over seeds and sentences. */
public final class WinRateOperations implements Operations {

    private final Sweeps sweeps;
    private final EvaluationRuns evaluations;
    private final SweepFigures figures;

    public WinRateOperations(Sweeps sweeps, EvaluationRuns evaluations, SweepFigures figures) {
        this.sweeps = sweeps;
        this.evaluations = evaluations;
        this.figures = figures;
    }

    @Override
    public void addTo(OperationTable table) {
        table.answer("getWinRates", this::getWinRates);
    }

    /** A run whose values are stored. */
    private record Member(Run run, ScoreRunId scores) {

        /** Returns what it shares with the runs that differ from it in the seed alone. */
        Combination combination() {
            return new Combination(run.spec().modelId(), run.spec().fineTuning().withSeed(0));
        }
    }

    private record Combination(String modelId, FineTuningSettings settings) {}

    private Answer getWinRates(Inputs inputs) {
        Measure measure = figures.measure(inputs.text("measure"));
        Aggregation aggregation = inputs.constant("aggregation", Aggregation.class);
        List<Member> members =
                members(sweeps.latestRuns(Ids.sweep(inputs)), measure, inputs.constant("phase", Phase.class));
        List<MethodVariant> views = views(members, measure, aggregation);
        if (views.isEmpty()) {
            throw new NotFoundException("no run of the sweep has values of '%s' under %s"
                    .formatted(measure.id(), ConstantNames.of(aggregation)));
        }
        List<Combination> combinations =
                members.stream().map(Member::combination).distinct().toList();
        EvaluatingSettings settings =
                SeedTable.bounded(members.get(0).run().spec().evaluating(), members.size(), views.size());
        SeedTable table =
                new SeedTable(places(members, combinations), views.size(), measure.higherIsBetter(), settings);
        for (int run = 0; run < members.size(); run++) {
            ScoreRunId scores = members.get(run).scores();
            List<MeasureValues> columns = views.stream()
                    .map(view -> evaluations.column(scores, measure.id(), view))
                    .toList();
            table.add(run, columns, evaluations.groups(scores));
        }
        List<List<Interval>> means = table.means();
        return Answer.ok(new WinRatesJson(
                measure.id(),
                measure.higherIsBetter(),
                settings.resamples(),
                views.stream().map(MethodVariant::method).toList(),
                IntStream.range(0, combinations.size())
                        .mapToObj(i -> json(combinations.get(i), members, means.get(i)))
                        .toList(),
                table.wins().stream().map(WinRateOperations::json).toList()));
    }

    /** Returns the runs of which the measure is stored. */
    private List<Member> members(List<Run> runs, Measure measure, Phase phase) {
        List<Member> members = new ArrayList<>();
        for (Run run : runs) {
            ScoreRunId scores = SweepFigures.scores(run, phase);
            if (scores != null && evaluations.measures(scores).contains(measure.id())) {
                members.add(new Member(run, scores));
            }
        }
        return members;
    }

    /** Returns the methods that every run has under an aggregation, in the order of the first. */
    private List<MethodVariant> views(List<Member> members, Measure measure, Aggregation aggregation) {
        List<MethodVariant> common = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            List<MethodVariant> own =
                    evaluations.figures(members.get(i).scores(), measure.id(), SentenceGroups.ALL).views().stream()
                            .map(VariantEstimates::view)
                            .filter(view -> view.aggregation() == aggregation)
                            .toList();
            if (i == 0) {
                common.addAll(own);
            } else {
                common.retainAll(own);
            }
        }
        return common;
    }

    private static int[] places(List<Member> members, List<Combination> combinations) {
        return members.stream()
                .mapToInt(member -> combinations.indexOf(member.combination()))
                .toArray();
    }

    private static CombinationJson json(Combination combination, List<Member> members, List<Interval> means) {
        FineTuningSettings settings = combination.settings();
        return new CombinationJson(
                combination.modelId(),
                settings.learningRate(),
                settings.batchSize(),
                settings.epochs(),
                settings.maskedShare(),
                (int) members.stream()
                        .filter(member -> member.combination().equals(combination))
                        .count(),
                means.stream()
                        .map(mean -> new MeanJson(
                                Digits.round(mean.value()), Digits.round(mean.low()), Digits.round(mean.high())))
                        .toList());
    }

    private static RateJson json(WinRates.Rate rate) {
        return new RateJson(
                rate.first(),
                rate.second(),
                Digits.round(rate.rate().value()),
                Digits.round(rate.rate().low()),
                Digits.round(rate.rate().high()),
                rate.settings());
    }

    /** The contract's WinRates. */
    record WinRatesJson(
            String measure,
            boolean higherIsBetter,
            int resamples,
            List<String> methods,
            List<CombinationJson> combinations,
            List<RateJson> pairs) {}

    /** A combination of settings with the means of all methods over its seeds and sentences. */
    record CombinationJson(
            String modelId,
            double learningRate,
            int batchSize,
            int epochs,
            double maskedShare,
            int runs,
            List<MeanJson> means) {}

    /** A mean with its interval. */
    record MeanJson(double mean, double low, double high) {}

    /** The win rate of one method over another, by their places among the methods. */
    record RateJson(int first, int second, double rate, double low, double high, int settings) {}
}
