package dev.mixlab.run.imports;

import dev.mixlab.common.AllowedFolders;
import java.util.List;

/**
 * From where models can be imported.
 *
 * @param hub the hub
 * @param roots folders below which folders may be imported
 * @param folders folders below the roots that hold a model
 * @param cached models in the local cache of the hub
 * @param uploadLimit largest upload in bytes
 */
public record ImportSources(
        Hub hub, List<String> roots, List<AllowedFolders.Found> folders, List<Cached> cached, long uploadLimit) {

    /**
     * The hub.
     *
     * @param address its address
     * @param token whether a token is sent to it
     */
    public record Hub(String address, boolean token) {}

    /**
     * A model in the local cache of the hub.
     *
     * @param id its id on the hub
     * @param revisions branches, tags and commits that are there
     */
    public record Cached(String id, List<String> revisions) {}
}
