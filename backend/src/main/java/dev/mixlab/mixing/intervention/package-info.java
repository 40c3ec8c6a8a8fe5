/**
 * What changes in the answer when one thing in one layer of the model is changed: knock-outs of tokens and of attention edges, carried
 * through all layers above. They measure causally what maps claim.
 */
@NullMarked
package dev.mixlab.mixing.intervention;

import org.jspecify.annotations.NullMarked;
