package dev.mixlab.text;

/** What becomes of an agreement example at the tokenizer: input ids, or the reason why it cannot be used. */
public sealed interface Encoding {

    /** An example that the model can read. */
    record Encoded(EncodedExample example) implements Encoding {}

    /** An example that the model cannot answer with one piece. */
    record Dropped(DropReason reason) implements Encoding {}
}
