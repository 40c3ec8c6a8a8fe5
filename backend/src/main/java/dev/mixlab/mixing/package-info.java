/**
 * Context-mixing and attribution methods, one file each, and the aggregation of maps over layers. The former read the trace of
 * one layer after the other, the latter the inputs of all layers; one forward pass serves them all. Nothing here knows about
 * files or runs.
 */
@NullMarked
package dev.mixlab.mixing;

import org.jspecify.annotations.NullMarked;
