/**
 * Reading models from the hub and from its local cache, as huggingface_hub does.
 */
@NullMarked
package dev.mixlab.weights.hub;

import org.jspecify.annotations.NullMarked;
