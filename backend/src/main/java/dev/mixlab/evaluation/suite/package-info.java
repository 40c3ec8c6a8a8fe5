/** The list of evaluations, each of which turns a score run into measures per sentence, layer and view. */
@NullMarked
package dev.mixlab.evaluation.suite;

import org.jspecify.annotations.NullMarked;
