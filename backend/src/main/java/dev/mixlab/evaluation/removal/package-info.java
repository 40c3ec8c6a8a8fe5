/**
 * Token removal: what a model still answers, and what it still computes, when the tokens that nothing mixes in are dropped from a layer on.
 */
@NullMarked
package dev.mixlab.evaluation.removal;

import org.jspecify.annotations.NullMarked;
