package dev.mixlab.run;

/** Where a run stands. */
public enum RunState {
    QUEUED,
    RUNNING,
    CANCELLING,
    CANCELLED,
    SUCCEEDED,
    FAILED;

    /** Whether nothing more will happen to the run. */
    public boolean isFinal() {
        return this == CANCELLED || this == SUCCEEDED || this == FAILED;
    }

    /** Whether a run in this state may come to stand in the other. */
    public boolean mayBecome(RunState next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == CANCELLED || next == FAILED;
            case RUNNING -> next == CANCELLING || next == SUCCEEDED || next == FAILED;
            case CANCELLING -> next == CANCELLED || next == SUCCEEDED || next == FAILED;
            case CANCELLED, SUCCEEDED, FAILED -> false;
        };
    }
}
