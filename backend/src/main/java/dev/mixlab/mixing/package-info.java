/**
 * Context-mixing methods, one file each, and the aggregation of their maps over layers. Methods read a layer
 * trace; nothing here knows about sentences or files.
 */
@NullMarked
package dev.mixlab.mixing;

import org.jspecify.annotations.NullMarked;
