/**
 * Model folders with the sizes and tensor names of published models and seeded random weights, for trying the
 * program at real size beside its tests.
 */
@NullMarked
package dev.mixlab.realsize;

import org.jspecify.annotations.NullMarked;
