/**
 * DecompX (Modarressi et al. 2023): every hidden state as a sum of one vector per input token, carried through all
 * layers and the masked-LM head.
 */
@NullMarked
package dev.mixlab.mixing.decompx;

import org.jspecify.annotations.NullMarked;
