/** Copies of whole databases from one kind to the other. */
@NullMarked
package dev.mixlab.store.copy;

import org.jspecify.annotations.NullMarked;
