/**
 * Ids of what is stored, short enough to be read aloud.
 */
@NullMarked
package dev.mixlab.run.id;

import org.jspecify.annotations.NullMarked;
