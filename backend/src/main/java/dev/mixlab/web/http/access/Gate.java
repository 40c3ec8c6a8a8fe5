package dev.mixlab.web.http.access;

import dev.mixlab.run.account.Caller;
import dev.mixlab.run.account.Owners.Kind;

/** Decides who may do what. All its methods may wait for the database. */
public interface Gate {

    /** Tells whether everybody may do everything, so that this machine alone may reach the server. */
    boolean isOpen();

    /**
     * Returns who makes a request, if they may call its operation.
     *
     * @throws RefusedRequestException if they may not
     */
    Caller admit(Visit visit);

    /** Notes that somebody has called an operation that changes something, with success. */
    void note(Visit visit, Caller caller);

    /**
     * Checks that a caller may change something; what does not exist is not refused.
     *
     * @param deletes whether it is to be deleted, which for things that nobody owns is left to administrators
     * @throws RefusedRequestException if somebody else owns it
     */
    void requireOwner(Caller caller, Kind kind, String id, boolean deletes);

    /** Returns the gate of a server without accounts. */
    static Gate open() {
        return new OpenGate();
    }
}
