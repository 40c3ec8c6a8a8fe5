/**
 * What every room of the house may use: the sealed family of domain errors, hashes, and the versions of what
 * runs. It imports nothing of the other packages.
 */
@NullMarked
package dev.mixlab.common;

import org.jspecify.annotations.NullMarked;
