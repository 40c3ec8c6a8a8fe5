package dev.mixlab.run.imports;

/**
 * An import as it is stored: how far its current step has got is not.
 *
 * @param request what was asked for
 * @param state what has become of it
 */
public record StoredImport(RequestedImport request, ModelImport state) {}
