/**
 * What a data folder holds, and whether it is whole.
 */
@NullMarked
package dev.mixlab.run.folder;

import org.jspecify.annotations.NullMarked;
