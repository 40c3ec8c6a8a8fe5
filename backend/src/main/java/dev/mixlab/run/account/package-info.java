/**
 * People: accounts and their roles, sessions, personal tokens, who owns what, and the list of who did what.
 */
@NullMarked
package dev.mixlab.run.account;

import org.jspecify.annotations.NullMarked;
