/**
 * The entry point: reads the command line and starts a command.
 */
@NullMarked
package dev.mixlab.app;

import org.jspecify.annotations.NullMarked;
