/**
 * The commands that measure speed.
 */
@NullMarked
package dev.mixlab.app.command.bench;

import org.jspecify.annotations.NullMarked;
