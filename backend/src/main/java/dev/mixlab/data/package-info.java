/**
 * Minimal pairs with their targets and cues: the BLiMP reader, cue annotation, seeded splits, and the sample
 * grammar whose cues are known by construction.
 */
@NullMarked
package dev.mixlab.data;

import org.jspecify.annotations.NullMarked;
