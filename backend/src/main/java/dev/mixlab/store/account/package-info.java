/**
 * Accounts, sessions, personal tokens, owners and the list of who did what in the database.
 */
@NullMarked
package dev.mixlab.store.account;

import org.jspecify.annotations.NullMarked;
