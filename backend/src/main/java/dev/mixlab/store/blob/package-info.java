/**
 * Large binary contents, stored once under their SHA-256, in chunks.
 */
@NullMarked
package dev.mixlab.store.blob;

import org.jspecify.annotations.NullMarked;
