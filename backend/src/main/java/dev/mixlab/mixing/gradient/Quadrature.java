package dev.mixlab.mixing.gradient;

import dev.mixlab.mixing.method.AttributionOptions;
import java.util.Arrays;

/**
 * A quadrature rule for integrals from 0 to 1.
 *
 * @param points the places at which the function is evaluated, ascending
 * @param weights the weight of the function's value at each point; the weights add up to 1
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

    /**
     * The Gauss-Legendre rule: Newton's method finds the roots of the Legendre polynomial from their asymptotic places.
     * Hipparchus has this rule too, but its time grows with about the third power of the number of points: 0.1 s for 100
     * points and more than a minute for the 1000 that are allowed.
     */
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

    /** The value and the derivative of a Legendre polynomial at one place inside (-1, 1). */
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
