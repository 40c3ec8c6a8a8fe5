package dev.mixlab.web.http.access;

import dev.mixlab.run.account.Caller;
import dev.mixlab.run.account.Owners.Kind;
import dev.mixlab.web.http.problem.RefusedRequestException;

/** The gate of a server without accounts: everybody is its administrator. */
final class OpenGate implements Gate {

    private static final int CONFLICT = 409;

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public Caller admit(Visit visit) {
        if (visit.isAboutPeople() && !visit.operationId().equals("getSession")) {
            throw new RefusedRequestException(
                    CONFLICT, "this server has no accounts; it has them when it is started with --accounts");
        }
        return Caller.local();
    }

    @Override
    public void note(Visit visit, Caller caller) {
        // nobody is told from anybody
    }

    @Override
    public void requireOwner(Caller caller, Kind kind, String id, boolean deletes) {
        // everything is everybody's
    }
}
