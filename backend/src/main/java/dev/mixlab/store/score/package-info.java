/**
 * Score runs with their maps, and evaluations, in the database.
 */
@NullMarked
package dev.mixlab.store.score;

import org.jspecify.annotations.NullMarked;
