/**
 * What a scoring method is: the interfaces that a method implements, what it states about itself, and the contexts that
 * hand it the activations of a layer or of a whole forward pass. Nothing here knows a particular method.
 */
@NullMarked
package dev.mixlab.mixing.method;

import org.jspecify.annotations.NullMarked;
