/**
 * Reading and writing safetensors files.
 */
@NullMarked
package dev.mixlab.weights.safetensors;

import org.jspecify.annotations.NullMarked;
