/**
 * Options that several commands have alike, each of which checks what was given and makes of it what the program
 * needs.
 */
@NullMarked
package dev.mixlab.app.command.option;

import org.jspecify.annotations.NullMarked;
