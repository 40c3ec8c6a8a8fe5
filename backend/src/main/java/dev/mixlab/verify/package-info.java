/**
 * Compares what this program computes with reference numbers in a folder. One file per kind of reference data, listed in
 * {@link dev.mixlab.verify.Checks}; what a folder has and no check computes is reported as not implemented.
 */
@NullMarked
package dev.mixlab.verify;

import org.jspecify.annotations.NullMarked;
