package dev.mixlab.weights;

import dev.mixlab.common.Sha256;
import java.io.ByteArrayOutputStream;

/** Prints for each built-in model the SHA-256 of its download; a process of its own. */
public final class CheckpointHash {

    private CheckpointHash() {}

    public static void main(String[] models) {
        for (String model : models) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            HuggingFaceFolder.writeZip(out, "best", ClasspathModel.open(model));
            System.out.println(model + " " + Sha256.hex(out.toByteArray()));
        }
    }
}
