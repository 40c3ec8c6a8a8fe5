/**
 * The online code length of labels given vectors: the probes that learn them portion by portion, as the paper
 * describes it and as its published script does.
 */
@NullMarked
package dev.mixlab.evaluation.probing.code;

import org.jspecify.annotations.NullMarked;
