/**
 * Reading minimal pairs that users bring: JSON lines or tables whose columns are found by name or chosen, checked row by row. A row that
 * cannot be used is refused with its line and its reason; the others become examples with target, cues, label, paradigm and split.
 */
@NullMarked
package dev.mixlab.data.pairs;

import org.jspecify.annotations.NullMarked;
