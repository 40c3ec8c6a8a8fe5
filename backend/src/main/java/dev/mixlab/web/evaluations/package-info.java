/**
 * Reading evaluations of one score run, and comparing several.
 */
@NullMarked
package dev.mixlab.web.evaluations;

import org.jspecify.annotations.NullMarked;
