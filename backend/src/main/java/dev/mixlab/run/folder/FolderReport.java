package dev.mixlab.run.folder;

import java.util.List;

/**
 * What a data folder holds, what of it nobody needs, and what is damaged.
 *
 * @param parts what it holds
 * @param unused what nothing refers to any more
 * @param removed whether what is unused was removed
 * @param damages what is damaged or missing, each as one line that names it
 */
public record FolderReport(List<Part> parts, List<Unused> unused, boolean removed, List<String> damages) {

    public FolderReport {
        parts = List.copyOf(parts);
        unused = List.copyOf(unused);
        damages = List.copyOf(damages);
    }

    /**
     * One kind of content.
     *
     * @param name of the kind, for people
     * @param items how many there are
     * @param bytes that they take; contents that several share count once for each kind
     */
    public record Part(String name, long items, long bytes) {}

    /**
     * Something that can be removed.
     *
     * @param name what it is
     * @param bytes that it takes
     */
    public record Unused(String name, long bytes) {}
}
