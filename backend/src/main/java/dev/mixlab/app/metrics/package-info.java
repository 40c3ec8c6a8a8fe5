/**
 * Metrics of the program for Prometheus.
 */
@NullMarked
package dev.mixlab.app.metrics;

import org.jspecify.annotations.NullMarked;
