package dev.mixlab.evaluation.removal;

import dev.mixlab.evaluation.Measure;
import dev.mixlab.evaluation.quantity.Quantity;
import java.util.List;

/** The shares of ordinary tokens that are dropped, with the names of what is measured of each. */
public enum RemovalShare {
    QUARTER(25),
    HALF(50),
    THREE_QUARTERS(75),
    MOST(90);

    /** Makes half of four tokens two tokens although a product may not be exact in binary. */
    private static final double ROUNDING = 1e-9;

    private final int percent;

    RemovalShare(int percent) {
        this.percent = percent;
    }

    /** Returns how many of so many ordinary tokens are dropped; rounded up. */
    public int dropped(int ordinary) {
        return (int) Math.ceil(percent * ordinary / 100.0 - ROUNDING);
    }

    /** Returns the measure of a method of whether the answer is still right. */
    public Measure accuracy() {
        return new Measure(
                "removal_accuracy_" + percent,
                "Accuracy without %s %%".formatted(percent),
                "Share of sentences whose good word still has the higher logit of both when the %s %% of ordinary tokens that least is mixed from are dropped from the layer on."
                        .formatted(percent),
                true,
                0,
                1);
    }

    /** Returns the measure of a method of what is left of p(good word). */
    public Measure probability() {
        return new Measure(
                "removal_probability_" + percent,
                "p(good word) without %s %%".formatted(percent),
                "Probability of the good word when the %s %% of ordinary tokens that least is mixed from are dropped from the layer on."
                        .formatted(percent),
                true,
                0,
                1);
    }

    /** Returns the quantity of how much is still computed. */
    public Quantity work() {
        return new Quantity(
                "removal_work_" + percent,
                "Multiply-adds without %s %%".formatted(percent),
                "Multiply-adds of all layers when %s %% of the ordinary tokens are dropped from a layer on, as a share of those of the whole sentence."
                        .formatted(percent),
                false);
    }

    /** Returns both measures of every share. */
    public static List<Measure> measures() {
        return List.of(values()).stream()
                .flatMap(share -> List.of(share.accuracy(), share.probability()).stream())
                .toList();
    }
}
