/**
 * The commands that inspect model folders.
 */
@NullMarked
package dev.mixlab.app.command.model;

import org.jspecify.annotations.NullMarked;
