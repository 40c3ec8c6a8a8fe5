/**
 * Model folders and the tensors in them: safetensors files, whole or in shards, read and written with every
 * size checked before memory is taken; PyTorch's pickles, both formats, read without executing anything.
 */
@NullMarked
package dev.mixlab.weights;

import org.jspecify.annotations.NullMarked;
