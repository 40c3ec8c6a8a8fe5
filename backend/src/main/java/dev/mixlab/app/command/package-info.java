/**
 * One class per command of the command line. A command prints what it found on standard output, with
 * {@code --json} as one JSON document; logs go to standard error.
 */
@NullMarked
package dev.mixlab.app.command;

import org.jspecify.annotations.NullMarked;
