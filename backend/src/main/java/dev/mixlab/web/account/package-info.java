/**
 * People in the HTTP interface: signing in, accounts, personal tokens, who did what, and the gate that decides who may call an operation.
 */
@NullMarked
package dev.mixlab.web.account;

import org.jspecify.annotations.NullMarked;
