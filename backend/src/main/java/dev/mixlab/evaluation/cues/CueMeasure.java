package dev.mixlab.evaluation.cues;

import dev.mixlab.data.CueUnit;
import dev.mixlab.evaluation.Measure;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A measure of cue alignment: a metric for one cue unit.
 *
 * @param metric the metric
 * @param unit the words that count as cues
 */
public record CueMeasure(CueMetric metric, CueUnit unit) {

    /** Returns the measures of all metrics, unit by unit. */
    public static List<CueMeasure> of(Collection<CueUnit> units) {
        return units.stream()
                .flatMap(unit -> Arrays.stream(CueMetric.values()).map(metric -> new CueMeasure(metric, unit)))
                .toList();
    }

    /** Returns the id: that of the metric, followed by that of the unit if it is not the published one. */
    public String id() {
        return unit == CueUnit.AS_PUBLISHED ? metric.id() : metric.id() + "_" + unit.id();
    }

    Measure measure() {
        boolean published = unit == CueUnit.AS_PUBLISHED;
        String name = published
                ? metric.label()
                : "%s (%s)".formatted(metric.label(), unit.label().toLowerCase(Locale.ROOT));
        String description = "%s The cue words are %s.".formatted(metric.description(), unit.description());
        return new Measure(id(), name, description, true, 0, 1).variantOf(metric.id(), unit);
    }
}
