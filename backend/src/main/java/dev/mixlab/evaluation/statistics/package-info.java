/**
 * Means with intervals, paired tests and correlations over sentences or layers. An undefined value is NaN; it is left out and counted,
 * never averaged.
 */
@NullMarked
package dev.mixlab.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
