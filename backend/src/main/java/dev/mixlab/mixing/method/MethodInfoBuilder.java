package dev.mixlab.mixing.method;

import dev.mixlab.mixing.method.MethodInfo.Kind;
import dev.mixlab.mixing.method.MethodInfo.Need;
import dev.mixlab.mixing.method.MethodInfo.Range;
import java.util.List;
import java.util.Set;

/**
 * Builds a {@link MethodInfo}. It begins with the defaults of the method's kind, so that a method states only what is particular
 * to it. The setters are named after the components of the record.
 */
public final class MethodInfoBuilder {

    private final String id;
    private final String name;
    private final Kind kind;
    private String family;
    private String paper = "";
    private String description = "";
    private Set<Need> needs = Set.of(Need.TRACE);
    private Range range = Range.ANY;
    private boolean signed;
    private boolean normalisesRows;
    private boolean rowwise;
    private boolean containsLayersBelow;
    private boolean singleHeads;
    private boolean baseline;
    private List<Aggregation> aggregations = List.of(Aggregation.NONE);

    MethodInfoBuilder(String id, String name, Kind kind) {
        this.id = id;
        this.name = name;
        this.kind = kind;
        this.family = id;
    }

    /** Sets the family; without this call the method is a family of its own, named by its id. */
    public MethodInfoBuilder family(String family) {
        this.family = family;
        return this;
    }

    public MethodInfoBuilder paper(String paper) {
        this.paper = paper;
        return this;
    }

    public MethodInfoBuilder description(String description) {
        this.description = description;
        return this;
    }

    public MethodInfoBuilder needs(Need... needs) {
        this.needs = Set.of(needs);
        return this;
    }

    public MethodInfoBuilder range(Range range) {
        this.range = range;
        return this;
    }

    public MethodInfoBuilder signed(boolean signed) {
        this.signed = signed;
        return this;
    }

    public MethodInfoBuilder normalisesRows(boolean normalisesRows) {
        this.normalisesRows = normalisesRows;
        return this;
    }

    public MethodInfoBuilder rowwise(boolean rowwise) {
        this.rowwise = rowwise;
        return this;
    }

    public MethodInfoBuilder containsLayersBelow(boolean containsLayersBelow) {
        this.containsLayersBelow = containsLayersBelow;
        return this;
    }

    public MethodInfoBuilder singleHeads(boolean singleHeads) {
        this.singleHeads = singleHeads;
        return this;
    }

    public MethodInfoBuilder baseline(boolean baseline) {
        this.baseline = baseline;
        return this;
    }

    public MethodInfoBuilder aggregations(Aggregation... aggregations) {
        this.aggregations = List.of(aggregations);
        return this;
    }

    /** Returns the description. */
    public MethodInfo build() {
        return new MethodInfo(
                id,
                name,
                kind,
                family,
                paper,
                description,
                needs,
                range,
                signed,
                normalisesRows,
                rowwise,
                containsLayersBelow,
                singleHeads,
                baseline,
                aggregations);
    }
}
