/**
 * Helpers that every package may use: the sealed family of domain errors, pages of lists, hashes and zip files. It imports no
 * other package.
 */
@NullMarked
package dev.mixlab.common;

import org.jspecify.annotations.NullMarked;
