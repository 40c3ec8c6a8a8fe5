/**
 * The commands that look at model folders.
 */
@NullMarked
package dev.mixlab.app.command.model;

import org.jspecify.annotations.NullMarked;
