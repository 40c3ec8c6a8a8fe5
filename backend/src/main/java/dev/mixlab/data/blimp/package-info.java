/**
 * BLiMP's five number-agreement paradigms as agreement examples: reader and download of the published files, contraction expansion,
 * cue finding by rules over the templates' grammar, balancing and split. A pair whose cue the rules cannot tell for certain is
 * dropped and counted.
 */
@NullMarked
package dev.mixlab.data.blimp;

import org.jspecify.annotations.NullMarked;
