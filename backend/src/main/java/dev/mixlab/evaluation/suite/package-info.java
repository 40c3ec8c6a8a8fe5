/** The list of evaluations, each of which turns a score run into measures per sentence, layer and method variant. */
@NullMarked
package dev.mixlab.evaluation.suite;

import org.jspecify.annotations.NullMarked;
