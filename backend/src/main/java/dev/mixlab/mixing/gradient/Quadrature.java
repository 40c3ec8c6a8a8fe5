package dev.mixlab.mixing.gradient;

import dev.mixlab.mixing.method.AttributionOptions;
import java.util.Arrays;

/**
 * A rule for integrals over 0 to 1.
 *
 * @param points where the function is taken, ascending
 * @param weights what its values there count; they add to 1
 */
record Quadrature(double[] points, double[] weights) {

    private static final int MOST_ITERATIONS = 100;

    static Quadrature of(AttributionOptions options) {
        return switch (options.rule()) {
            case MIDPOINT -> midpoint(options.steps());
            case TRAPEZOID -> trapezoid(options.steps());
            case GAUSS_LEGENDRE -> gaussLegendre(options.steps());
        };
    }

    int size() {
        return points.length;
    }

    private static Quadrature midpoint(int steps) {
        double[] points = new double[steps];
        Arrays.setAll(points, k -> (k + 0.5) / steps);
        return new Quadrature(points, equal(steps, steps));
    }

    private static Quadrature trapezoid(int steps) {
        double[] points = new double[steps + 1];
        Arrays.setAll(points, k -> (double) k / steps);
        double[] weights = equal(steps + 1, steps);
        weights[0] /= 2;
        weights[steps] /= 2;
        return new Quadrature(points, weights);
    }

    private static double[] equal(int size, int steps) {
        double[] weights = new double[size];
        Arrays.fill(weights, 1.0 / steps);
        return weights;
    }

    /** Roots of the Legendre polynomial of that degree by Newton's method, from their asymptotic places. */
    private static Quadrature gaussLegendre(int degree) {
        double[] points = new double[degree];
        double[] weights = new double[degree];
        for (int k = 0; k < degree; k++) {
            double root = Math.cos(Math.PI * (degree - k - 0.25) / (degree + 0.5));
            Legendre at = Legendre.of(degree, root);
            for (int i = 0; i < MOST_ITERATIONS && Math.abs(at.step()) > Math.ulp(1.0); i++) {
                root -= at.step();
                at = Legendre.of(degree, root);
            }
            points[k] = (1 + root) / 2;
            weights[k] = 1 / ((1 - root * root) * at.slope() * at.slope());
        }
        return new Quadrature(points, weights);
    }

    /** A Legendre polynomial and its derivative at one place inside (-1, 1). */
    private record Legendre(double value, double slope) {

        static Legendre of(int degree, double x) {
            double before = 1;
            double value = x;
            for (int n = 2; n <= degree; n++) {
                double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
                before = value;
                value = next;
            }
            return new Legendre(value, degree * (before - x * value) / (1 - x * x));
        }

        double step() {
            return value / slope;
        }
    }
}
