/**
 * The fitting of a masked-LM head as a stage of a run: its settings, its curve, what becomes of it, and the texts it learns from.
 */
@NullMarked
package dev.mixlab.run.fitting;

import org.jspecify.annotations.NullMarked;
