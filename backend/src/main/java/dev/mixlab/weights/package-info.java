/**
 * Model folders and the tensors in them: safetensors files, whole or in shards, read and written with every
 * size checked before memory is taken.
 */
@NullMarked
package dev.mixlab.weights;

import org.jspecify.annotations.NullMarked;
