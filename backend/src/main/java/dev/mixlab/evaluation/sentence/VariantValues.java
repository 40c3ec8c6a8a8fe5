package dev.mixlab.evaluation.sentence;

import dev.mixlab.evaluation.EvaluationInput;
import dev.mixlab.evaluation.MeasureValues;
import dev.mixlab.evaluation.MethodVariant;
import dev.mixlab.evaluation.TargetRows;
import dev.mixlab.mixing.method.MixingMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Collects the values of some measures for every method variant, sentence by sentence. */
public final class VariantValues {

    private final Map<MethodVariant, Map<String, MeasureValues>> columns = new LinkedHashMap<>();

    /** Begins with no values of the measures, for all method variants of the input. */
    public VariantValues(EvaluationInput input, List<String> measures) {
        int layers = input.model().config().layers();
        for (MethodVariant variant : input.views()) {
            Map<String, MeasureValues> ofView = new LinkedHashMap<>();
            for (String measure : measures) {
                ofView.put(
                        measure,
                        MeasureValues.undefined(
                                measure,
                                variant,
                                variant.layers(layers),
                                input.examples().size()));
            }
            columns.put(variant, ofView);
        }
    }

    /**
     * Sets the values of a sentence.
     *
     * @param index the sentence
     * @param ofLayers its values, layer by layer
     */
    public void put(MethodVariant variant, String measure, int index, double[] ofLayers) {
        Map<String, MeasureValues> ofView = columns.get(variant);
        MeasureValues column = ofView == null ? null : ofView.get(measure);
        if (column == null) {
            throw new IllegalArgumentException("no column of %s under %s".formatted(measure, variant));
        }
        column.put(index, ofLayers);
    }

    /** Returns the values of all measures, variant by variant. */
    public List<MeasureValues> all() {
        return columns.values().stream()
                .flatMap(ofView -> ofView.values().stream())
                .toList();
    }

    /** Returns the target's rows of a sentence for every variant of the methods that have a map of it, in the order of the variants. */
    public static List<TargetRows> rows(EvaluationInput input, int index, List<MixingMap> maps) {
        Map<String, MixingMap> byMethod =
                maps.stream().collect(Collectors.toMap(MixingMap::method, Function.identity()));
        int target = input.example(index).encoded().target();
        List<TargetRows> rows = new ArrayList<>();
        for (MethodVariant variant : input.views()) {
            MixingMap map = byMethod.get(variant.method());
            if (map != null) {
                rows.add(TargetRows.of(map, variant, target));
            }
        }
        return List.copyOf(rows);
    }
}
