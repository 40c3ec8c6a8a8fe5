package dev.mixlab.mixing.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** The number at the target that is attributed to the tokens: a weighted sum of the logits of the good and the bad word. */
public enum Objective {
    GOOD("", "", "the good word's logit", 0),
    DIFFERENCE("_diff", " (good - bad)", "the good word's logit minus the bad word's", -1);

    private final String suffix;
    private final String title;
    private final String phrase;
    private final double bad;

    Objective(String suffix, String title, String phrase, double bad) {
        this.suffix = suffix;
        this.title = title;
        this.phrase = phrase;
        this.bad = bad;
    }

    /** Returns the end of the ids of methods that attribute this objective. */
    public String suffix() {
        return suffix;
    }

    /** Returns the end of the names of methods that attribute this objective. */
    public String title() {
        return title;
    }

    /** Returns what the objective is, for the middle of a sentence. */
    public String phrase() {
        return phrase;
    }

    /** Computes the objective from the logits of both words. */
    public double of(double goodLogit, double badLogit) {
        return goodLogit + bad * badLogit;
    }

    /** Creates one value for each objective. */
    public static <T> Map<Objective, T> each(Function<Objective, T> make) {
        Map<Objective, T> made = new EnumMap<>(Objective.class);
        for (Objective objective : values()) {
            made.put(objective, make.apply(objective));
        }
        return made;
    }

    /** Returns the gradient of the objective with respect to the logits of n sequences [n, 2]. */
    public NDArray seed(NDManager manager, int sequences, DataType type) {
        double[] rows = new double[2 * sequences];
        for (int n = 0; n < sequences; n++) {
            rows[2 * n] = 1;
            rows[2 * n + 1] = bad;
        }
        return manager.create(rows, new Shape(sequences, 2)).toType(type, false);
    }
}
