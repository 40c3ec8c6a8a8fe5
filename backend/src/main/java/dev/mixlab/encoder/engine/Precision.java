package dev.mixlab.encoder.engine;

import ai.djl.ndarray.types.DataType;

/** The floating-point type that a model computes in. */
public enum Precision {
    FLOAT32(DataType.FLOAT32),
    FLOAT64(DataType.FLOAT64);

    private final DataType dataType;

    Precision(DataType dataType) {
        this.dataType = dataType;
    }

    /** Returns the engine's type. */
    public DataType dataType() {
        return dataType;
    }
}
