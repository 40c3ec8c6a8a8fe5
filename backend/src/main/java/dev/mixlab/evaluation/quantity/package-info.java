/**
 * What is measured of a model itself over its layers, or over its layers and heads, whatever methods were scored: the logit lens, and what
 * single attention heads do.
 */
@NullMarked
package dev.mixlab.evaluation.quantity;

import org.jspecify.annotations.NullMarked;
