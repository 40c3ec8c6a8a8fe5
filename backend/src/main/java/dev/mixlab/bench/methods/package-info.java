/**
 * The benchmark of all scoring methods: seconds and memory of each method alone and of all together.
 */
@NullMarked
package dev.mixlab.bench.methods;

import org.jspecify.annotations.NullMarked;
