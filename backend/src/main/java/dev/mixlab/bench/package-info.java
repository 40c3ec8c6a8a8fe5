/**
 * Measures this program against the published procedures in the same engine. The published procedures live here, beside
 * the benchmarks, and are no part of what runs use; each benchmark also shows that both give the same results.
 */
@NullMarked
package dev.mixlab.bench;

import org.jspecify.annotations.NullMarked;
