package dev.mixlab.run;

/** The state of a run. */
public enum RunState {
    QUEUED,
    RUNNING,
    CANCELLING,
    CANCELLED,
    SUCCEEDED,
    FAILED;

    /** Returns whether the state never changes again. */
    public boolean isFinal() {
        return this == CANCELLED || this == SUCCEEDED || this == FAILED;
    }

    /** Returns whether a run may change from this state to another. */
    public boolean mayBecome(RunState next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == CANCELLED || next == FAILED;
            case RUNNING -> next == CANCELLING || next == SUCCEEDED || next == FAILED;
            case CANCELLING -> next == CANCELLED || next == SUCCEEDED || next == FAILED;
            case CANCELLED, SUCCEEDED, FAILED -> false;
        };
    }
}
