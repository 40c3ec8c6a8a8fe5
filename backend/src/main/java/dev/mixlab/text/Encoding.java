package dev.mixlab.text;

/** The result of encoding an agreement example: the encoded example, or the reason why it cannot be used. */
public sealed interface Encoding {

    /** An example that the model can read. */
    record Encoded(EncodedExample example) implements Encoding {}

    /** An example that cannot be used, with the reason. */
    record Dropped(DropReason reason) implements Encoding {}
}
