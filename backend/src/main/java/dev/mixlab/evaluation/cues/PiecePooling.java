package dev.mixlab.evaluation.cues;

import java.util.stream.DoubleStream;

/** How the shares of a cue word's pieces become the word's. */
public enum PiecePooling {
    SUM {
        @Override
        double of(double[] pieces) {
            return DoubleStream.of(pieces).sum();
        }
    },
    MEAN {
        @Override
        double of(double[] pieces) {
            return DoubleStream.of(pieces).average().orElse(0);
        }
    },
    MAX {
        @Override
        double of(double[] pieces) {
            return DoubleStream.of(pieces).max().orElse(0);
        }
    };

    abstract double of(double[] pieces);
}
