/**
 * Small networks of one hidden layer, many trained at a time, that serve as probes.
 */
@NullMarked
package dev.mixlab.evaluation.probing.network;

import org.jspecify.annotations.NullMarked;
