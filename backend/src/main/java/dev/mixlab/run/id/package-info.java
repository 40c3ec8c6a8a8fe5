/**
 * Ids of stored objects, short enough to be read aloud.
 */
@NullMarked
package dev.mixlab.run.id;

import org.jspecify.annotations.NullMarked;
