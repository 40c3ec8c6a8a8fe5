/**
 * The interfaces of scoring methods, their descriptions, and the contexts from which they read the activations of a layer or of a
 * whole forward pass. This package knows no particular method.
 */
@NullMarked
package dev.mixlab.mixing.method;

import org.jspecify.annotations.NullMarked;
