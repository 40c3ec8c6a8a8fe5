package dev.mixlab.weights;

import dev.mixlab.common.WeightFileException;

/** Messages that name file, tensor and rule on one line, whatever characters a hostile file puts in its names. */
final class Refusal {

    private static final int LONGEST_NAME = 200;

    private Refusal() {}

    static WeightFileException of(String file, String rule) {
        return new WeightFileException(file + ": " + rule);
    }

    static WeightFileException of(String file, String rule, Throwable cause) {
        return new WeightFileException(file + ": " + rule, cause);
    }

    static WeightFileException tensor(String file, String tensor, String rule) {
        return new WeightFileException(file + ": tensor " + printable(tensor) + ": " + rule);
    }

    /** A text from a file, made fit for a message. */
    static String printable(String text) {
        String shortened = text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "...";
        return shortened.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cs}]", "?");
    }
}
