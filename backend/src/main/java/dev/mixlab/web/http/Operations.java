package dev.mixlab.web.http;

/** A group of operations of the contract. A new group is one class and one line where the server is put together. */
public interface Operations {

    /** Gives the table a handler for every operation of the group. */
    void addTo(OperationTable table);
}
