/**
 * Model families: the names of their weights and settings, and the common configuration. A new family is one file and one
 * line in the list of families.
 */
@NullMarked
package dev.mixlab.encoder.family;

import org.jspecify.annotations.NullMarked;
