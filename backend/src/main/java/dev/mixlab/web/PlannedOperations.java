package dev.mixlab.web;

import dev.mixlab.common.NotFoundException;
import java.util.List;

/** Operations of the contract whose handlers are being written; each leaves this list with its handler. */
public final class PlannedOperations implements Operations {

    static final List<String> PLANNED = List.of("listShares", "createShare", "revokeShare", "getShared", "readShared");

    @Override
    public void addTo(OperationTable table) {
        for (String planned : PLANNED) {
            table.answer(planned, inputs -> {
                throw new NotFoundException(planned + " is not there yet");
            });
        }
    }
}
