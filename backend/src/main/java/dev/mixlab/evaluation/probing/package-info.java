/**
 * Probing by online coding (Voita and Titov 2020): the number of bits needed to transmit labels to a receiver who has the representations.
 * Probes are trained with DJL from a seed; the code length is the sum of the negative log probabilities that they give to the labels.
 */
@NullMarked
package dev.mixlab.evaluation.probing;

import org.jspecify.annotations.NullMarked;
