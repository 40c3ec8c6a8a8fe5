package dev.mixlab.evaluation.deletion;

import dev.mixlab.evaluation.Measure;

/** What is measured of the deletion of ordinary tokens. */
public enum DeletionMeasure {
    NORMALISED_COMPREHENSIVENESS(
            "naopc_comprehensiveness",
            "Normalised comprehensiveness",
            "Where the mean drop of p(good word), as the tokens with the highest scores go first, lies between the worst order of all (0) and the best (1).",
            true,
            0),
    NORMALISED_SUFFICIENCY(
            "naopc_sufficiency",
            "Normalised sufficiency",
            "Where the mean drop of p(good word), as the tokens with the lowest scores go first, lies between the order with the least drop (0) and that with the greatest (1).",
            false,
            0),
    WHOLE_COMPREHENSIVENESS(
            "aopc_comprehensiveness",
            "Comprehensiveness over all counts",
            "What p(good word) loses without the 1 to n tokens with the highest scores, on average; special tokens stay.",
            true,
            -1),
    WHOLE_SUFFICIENCY(
            "aopc_sufficiency",
            "Sufficiency over all counts",
            "What p(good word) loses without the 1 to n tokens with the lowest scores, on average; special tokens stay.",
            false,
            -1),
    COMPREHENSIVENESS(
            "comprehensiveness_ordinary",
            "Comprehensiveness, special tokens kept",
            "What p(good word) loses without the top 1, 5, 10, 20 and 50 % of ordinary tokens, on average; scores made positive.",
            true,
            -1),
    SUFFICIENCY(
            "sufficiency_ordinary",
            "Sufficiency, special tokens kept",
            "What p(good word) loses with only the top 1, 5, 10, 20 and 50 % of ordinary tokens left, on average; scores made positive.",
            false,
            -1),
    SIGNED_COMPREHENSIVENESS(
            "comprehensiveness_signed",
            "Comprehensiveness, signed",
            "The same as comprehensiveness with special tokens kept, tokens ordered by scores with their signs.",
            true,
            -1),
    SIGNED_SUFFICIENCY(
            "sufficiency_signed",
            "Sufficiency, signed",
            "The same as sufficiency with special tokens kept, tokens ordered by scores with their signs.",
            false,
            -1);

    private final String id;
    private final String label;
    private final String description;
    private final boolean higherIsBetter;
    private final double minimum;

    DeletionMeasure(String id, String label, String description, boolean higherIsBetter, double minimum) {
        this.id = id;
        this.label = label;
        this.description = description;
        this.higherIsBetter = higherIsBetter;
        this.minimum = minimum;
    }

    /** Returns the short name. */
    public String id() {
        return id;
    }

    /** Returns its description for menus. */
    public Measure info() {
        return new Measure(id, label, description, higherIsBetter, minimum, 1);
    }
}
