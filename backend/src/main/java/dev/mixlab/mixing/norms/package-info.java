/**
 * Scores from the norms of the vectors that tokens contribute to one another: attention norms (Kobayashi et al. 2020,
 * 2021), GlobEnc (Modarressi et al. 2022) and ALTI (Ferrando et al. 2022).
 */
@NullMarked
package dev.mixlab.mixing.norms;

import org.jspecify.annotations.NullMarked;
