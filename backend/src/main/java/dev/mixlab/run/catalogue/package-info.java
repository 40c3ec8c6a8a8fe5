/**
 * The stores of models, checkpoints and data sets, as the rest of the program sees them.
 */
@NullMarked
package dev.mixlab.run.catalogue;

import org.jspecify.annotations.NullMarked;
