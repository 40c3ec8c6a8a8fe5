package dev.mixlab.verify;

import dev.mixlab.verify.Finding.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects comparisons of one model and keeps, per kind of tensor, the one that is worst against its tolerance. */
public final class Comparison {

    /** Tolerance as a share of the tensor's largest absolute value. */
    public static final double TOLERANCE = 1e-4;

    /** The absolute tolerance for a tensor of zeros. */
    private static final double LEAST_TOLERANCE = 1e-10;

    private final String model;
    private final Map<String, Finding> worst = new TreeMap<>();

    public Comparison(String model) {
        this.model = model;
    }

    public String model() {
        return model;
    }

    /** Compares a tensor with the reference, element by element. */
    public void compare(String tensor, String input, double[] actual, float[] expected) {
        compare(tensor, input, actual, expected, TOLERANCE);
    }

    /**
     * Compares a tensor with the reference under a given tolerance, a share of the tensor's largest absolute value. What is undefined in the
     * reference has to be undefined.
     */
    public void compare(String tensor, String input, double[] actual, float[] expected, double share) {
        if (actual.length != expected.length) {
            failed(tensor, "%s: %s values where the reference has %s".formatted(input, actual.length, expected.length));
            return;
        }
        double difference = 0;
        double maximum = 0;
        for (int i = 0; i < expected.length; i++) {
            if (Double.isNaN(actual[i]) && Float.isNaN(expected[i])) {
                continue;
            }
            double off = Math.abs(actual[i] - expected[i]);
            difference = Double.isNaN(off) ? Double.POSITIVE_INFINITY : Math.max(difference, off);
            maximum = Math.max(maximum, Math.abs(expected[i]));
        }
        double tolerance = Math.max(LEAST_TOLERANCE, share * maximum);
        Verdict verdict = difference <= tolerance ? Verdict.OK : Verdict.FAIL;
        keep(new Finding(model, tensor, verdict, 1, difference, maximum, tolerance, input));
    }

    /** Records a tensor that should have been computed but could not be. */
    public void failed(String tensor, String note) {
        keep(Finding.failed(model, tensor, note));
    }

    /** Records a tensor that the program does not compute. */
    public void notImplemented(String tensor) {
        keep(Finding.notImplemented(model, tensor, ""));
    }

    /** Returns one finding per kind of tensor, sorted by name. */
    public List<Finding> findings() {
        return List.copyOf(worst.values());
    }

    private void keep(Finding finding) {
        worst.merge(finding.tensor(), finding, (one, other) -> {
            Finding worse = badness(other) > badness(one) ? other : one;
            return new Finding(
                    worse.model(),
                    worse.tensor(),
                    worse.verdict(),
                    one.compared() + other.compared(),
                    worse.difference(),
                    worse.maximum(),
                    worse.tolerance(),
                    worse.note());
        });
    }

    private static double badness(Finding finding) {
        if (finding.verdict() == Verdict.NOT_IMPLEMENTED) {
            return -1;
        }
        return Double.isNaN(finding.difference())
                ? Double.POSITIVE_INFINITY
                : finding.difference() / finding.tolerance();
    }
}
