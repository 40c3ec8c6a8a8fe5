package dev.mixlab.verify;

/**
 * The outcome of comparing one kind of tensor of one model with the reference, over all inputs.
 *
 * @param model the folder of the model, relative to the folder that is verified
 * @param tensor name of the tensor without its input
 * @param verdict the outcome
 * @param compared how many tensors were compared
 * @param difference largest absolute difference in the tensor that is worst against its tolerance
 * @param maximum largest absolute value of that tensor in the reference
 * @param tolerance the largest difference allowed in that tensor
 * @param note the input of that tensor, or why there is nothing to compare
 */
public record Finding(
        String model,
        String tensor,
        Verdict verdict,
        int compared,
        double difference,
        double maximum,
        double tolerance,
        String note) {

    /** Outcome of a comparison. */
    public enum Verdict {
        OK("ok"),
        FAIL("FAIL"),
        NOT_IMPLEMENTED("not implemented");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Creates the finding for a tensor of the folder that the program does not compute. */
    static Finding notImplemented(String model, String tensor, String note) {
        return new Finding(model, tensor, Verdict.NOT_IMPLEMENTED, 0, 0, 0, 0, note);
    }

    /** Creates the finding for a tensor that should have been computed but could not be. */
    static Finding failed(String model, String tensor, String note) {
        return new Finding(model, tensor, Verdict.FAIL, 0, Double.NaN, Double.NaN, Double.NaN, note);
    }
}
