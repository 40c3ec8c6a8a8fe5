/**
 * Probing by online coding (Voita and Titov 2020): how many bits it takes to transmit the labels to someone who has the representations.
 * Probes are trained through DJL and seeded; the code length is a plain sum of their predictions.
 */
@NullMarked
package dev.mixlab.evaluation.probing;

import org.jspecify.annotations.NullMarked;
