package dev.mixlab.mixing.tensor;

/** Fast sums over components. */
public final class Sums {

    private static final int PARTS = 8;

    private Sums() {}

    /** Computes the sum as eight partial sums, which a processor adds in parallel. */
    public static double of(double[] numbers) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        int whole = numbers.length - numbers.length % PARTS;
        for (int k = 0; k < whole; k += PARTS) {
            a += numbers[k];
            b += numbers[k + 1];
            c += numbers[k + 2];
            d += numbers[k + 3];
            e += numbers[k + 4];
            f += numbers[k + 5];
            g += numbers[k + 6];
            h += numbers[k + 7];
        }
        for (int k = whole; k < numbers.length; k++) {
            a += numbers[k];
        }
        return a + b + (c + d) + (e + f + (g + h));
    }

    /** Sums numbers in single precision, in partial sums of single precision. */
    public static double of(float[] numbers) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int whole = numbers.length - numbers.length % PARTS;
        for (int k = 0; k < whole; k += PARTS) {
            a += numbers[k];
            b += numbers[k + 1];
            c += numbers[k + 2];
            d += numbers[k + 3];
            e += numbers[k + 4];
            f += numbers[k + 5];
            g += numbers[k + 6];
            h += numbers[k + 7];
        }
        for (int k = whole; k < numbers.length; k++) {
            a += numbers[k];
        }
        return (double) a + b + ((double) c + d) + ((double) e + f + ((double) g + h));
    }

    /** Computes the sum of squares and stores the squares in {@code squares}, because a separate loop is faster. */
    public static double ofSquares(double[] numbers, double[] squares) {
        for (int k = 0; k < squares.length; k++) {
            squares[k] = numbers[k] * numbers[k];
        }
        return of(squares);
    }

    /** Computes the sum of squares in single precision and stores the squares in {@code squares}. */
    public static double ofSquares(float[] numbers, float[] squares) {
        for (int k = 0; k < squares.length; k++) {
            squares[k] = numbers[k] * numbers[k];
        }
        return of(squares);
    }

    public static double mean(double[] numbers) {
        return of(numbers) / numbers.length;
    }
}
