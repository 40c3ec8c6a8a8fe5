/**
 * The commands that inspect data sets.
 */
@NullMarked
package dev.mixlab.app.command.data;

import org.jspecify.annotations.NullMarked;
