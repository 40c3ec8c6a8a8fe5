package dev.mixlab.data.pairs;

import dev.mixlab.text.DropReason;

/** A row that cannot be used; caught where rows are read, and never seen outside of the package. */
final class RowFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final DropReason reason;

    RowFault(DropReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    RowFault(DropReason reason) {
        this(reason, reason.meaning());
    }

    DropReason reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
