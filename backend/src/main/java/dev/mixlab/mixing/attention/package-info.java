/**
 * Scores from attention weights alone: raw attention averaged over heads and attention flow (Abnar and Zuidema 2020).
 */
@NullMarked
package dev.mixlab.mixing.attention;

import org.jspecify.annotations.NullMarked;
