package dev.mixlab.evaluation;

import java.util.stream.DoubleStream;

/** How the shares of a cue word's pieces are combined into the share of the word. */
public enum PiecePooling {
    SUM {
        @Override
        public double of(double[] pieces) {
            return DoubleStream.of(pieces).sum();
        }
    },
    MEAN {
        @Override
        public double of(double[] pieces) {
            return DoubleStream.of(pieces).average().orElse(0);
        }
    },
    MAX {
        @Override
        public double of(double[] pieces) {
            return DoubleStream.of(pieces).max().orElse(0);
        }
    };

    public abstract double of(double[] pieces);
}
