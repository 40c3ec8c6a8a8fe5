/**
 * Model families: how each names its weights and settings, and the configuration that all of them are read into. A new
 * family is one file and one line in the list of families.
 */
@NullMarked
package dev.mixlab.encoder.family;

import org.jspecify.annotations.NullMarked;
