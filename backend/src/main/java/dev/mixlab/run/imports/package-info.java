/**
 * Imports of models as the rest of the program sees them.
 */
@NullMarked
package dev.mixlab.run.imports;

import org.jspecify.annotations.NullMarked;
