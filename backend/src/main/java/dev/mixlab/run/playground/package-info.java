/**
 * The playground: any sentence analysed by any model on request; nothing of it is stored.
 */
@NullMarked
package dev.mixlab.run.playground;

import org.jspecify.annotations.NullMarked;
