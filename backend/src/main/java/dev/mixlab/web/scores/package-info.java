/**
 * Reading score runs, their examples and maps.
 */
@NullMarked
package dev.mixlab.web.scores;

import org.jspecify.annotations.NullMarked;
