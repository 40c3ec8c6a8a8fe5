/**
 * The commands of the command line, one class each. A command prints its results on standard output, with
 * {@code --json} as one JSON document; logs go to standard error.
 */
@NullMarked
package dev.mixlab.app.command;

import org.jspecify.annotations.NullMarked;
