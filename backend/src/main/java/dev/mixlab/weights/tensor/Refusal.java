package dev.mixlab.weights.tensor;

import dev.mixlab.common.WeightFileException;

/** Messages that name file, tensor and rule on one line, whatever characters a hostile file puts in its names. */
public final class Refusal {

    private static final int LONGEST_NAME = 200;

    private Refusal() {}

    public static WeightFileException of(String file, String rule) {
        return new WeightFileException(file + ": " + rule);
    }

    public static WeightFileException of(String file, String rule, Throwable cause) {
        return new WeightFileException(file + ": " + rule, cause);
    }

    public static WeightFileException tensor(String file, String tensor, String rule) {
        return new WeightFileException(file + ": tensor " + printable(tensor) + ": " + rule);
    }

    /** A text from a file, made fit for a message. */
    public static String printable(String text) {
        String shortened = text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "...";
        return shortened.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cs}]", "?");
    }
}
