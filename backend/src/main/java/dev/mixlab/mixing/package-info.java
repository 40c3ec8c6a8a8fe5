/**
 * The lists of context-mixing and attribution methods, and the random baseline. Only these lists know the packages of
 * the method families; everything that runs over all methods starts from them.
 */
@NullMarked
package dev.mixlab.mixing;

import org.jspecify.annotations.NullMarked;
