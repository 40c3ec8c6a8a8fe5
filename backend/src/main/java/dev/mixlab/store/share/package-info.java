/**
 * Share links in the database.
 */
@NullMarked
package dev.mixlab.store.share;

import org.jspecify.annotations.NullMarked;
