package dev.mixlab.web.evaluations;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mixlab.common.PageRequest;
import dev.mixlab.evaluation.FigureDifference;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.mixing.method.Aggregation;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.id.RunId;
import dev.mixlab.run.id.ScoreRunId;
import dev.mixlab.run.score.Phase;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract's RunDifferences.
 *
 * @param sameWeights whether the fine-tuned weights are the same byte for byte; null where a run has none
 */
record DifferencesJson(
        RunId first,
        RunId second,
        String verdict,
        int figures,
        int identical,
        int onlyFirst,
        int onlySecond,
        @Nullable Boolean sameWeights,
        List<PhaseJson> phases,
        List<SettingJson> settings,
        List<FigureJson> items,
        int total) {

    /** Below this a difference is written with a power of ten. */
    private static final double SMALL = 0.001;

    static DifferencesJson of(
            Run first, Run second, RunDifferences differences, @Nullable Boolean sameWeights, PageRequest page) {
        List<RunDifferences.Row> rows = differences.rows();
        int identical =
                (int) rows.stream().filter(row -> row.figure().identical()).count();
        return new DifferencesJson(
                first.id(),
                second.id(),
                verdict(rows, identical),
                rows.size(),
                identical,
                differences.onlyFirst(),
                differences.onlySecond(),
                sameWeights,
                differences.sides().stream().map(PhaseJson::of).toList(),
                SettingJson.differing(List.of(settings(first), settings(second))),
                rows.stream()
                        .skip(page.offset())
                        .limit(page.limit())
                        .map(FigureJson::of)
                        .toList(),
                rows.size());
    }

    /** One phase that both runs have scored. */
    record PhaseJson(@JsonProperty("when") Phase phase, List<ScoreRunId> scoreRunIds, int examples) {

        static PhaseJson of(RunDifferences.Sides sides) {
            return new PhaseJson(
                    sides.first().phase(),
                    List.of(sides.first().id(), sides.second().id()),
                    sides.sentences().size());
        }
    }

    /** One figure of both runs. */
    record FigureJson(
            @JsonProperty("when") Phase phase,
            String measure,
            @Nullable String method,
            @Nullable Aggregation aggregation,
            @Nullable Integer layer,
            @Nullable Integer head,
            double first,
            double second,
            double difference,
            boolean identical,
            int differing,
            double largest) {

        static FigureJson of(RunDifferences.Row row) {
            FigureDifference figure = row.figure();
            MethodVariant variant = row.variant();
            return new FigureJson(
                    row.phase(),
                    row.measure(),
                    variant == null ? null : variant.method(),
                    variant == null ? null : variant.aggregation(),
                    row.layer(),
                    row.head(),
                    figure.first(),
                    figure.second(),
                    figure.difference(),
                    figure.identical(),
                    figure.differing(),
                    figure.largest());
        }
    }

    private static String verdict(List<RunDifferences.Row> rows, int identical) {
        int differing = rows.size() - identical;
        if (differing == 0) {
            return String.format(Locale.ROOT, "All %,d figures agree to the last bit", identical);
        }
        double most = rows.stream()
                .mapToDouble(row -> row.figure().size())
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "%,d of %,d figures %s, at most by %s",
                differing,
                rows.size(),
                differing == 1 ? "differs" : "differ",
                twoDigits(most));
    }

    /** Two significant digits, rounded: 0.25, 3e-7. */
    private static String twoDigits(double size) {
        double rounded = new BigDecimal(size).round(new MathContext(2)).doubleValue();
        String pattern = rounded != 0 && rounded < SMALL ? "0.#E0" : "0.####";
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(rounded)
                .replace('E', 'e');
    }

    /** The settings of a run, and what it was computed with and from. */
    private static Map<String, String> settings(Run run) {
        Map<String, String> settings = new LinkedHashMap<>(SettingJson.of(run.spec()));
        Provenance provenance = run.provenance();
        if (provenance != null) {
            SettingJson.flatten("hashes", provenance.hashes(), settings);
            SettingJson.flatten("environment", provenance.environment(), settings);
        }
        return settings;
    }
}
