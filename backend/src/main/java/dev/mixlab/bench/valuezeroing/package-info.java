/**
 * The benchmark of Value Zeroing: this program's computation and the published one on the same sentences, with their scores compared.
 */
@NullMarked
package dev.mixlab.bench.valuezeroing;

import org.jspecify.annotations.NullMarked;
