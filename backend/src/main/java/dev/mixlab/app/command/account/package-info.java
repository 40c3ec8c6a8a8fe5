/** The commands for the accounts of a data folder, for whoever can read it. */
@NullMarked
package dev.mixlab.app.command.account;

import org.jspecify.annotations.NullMarked;
