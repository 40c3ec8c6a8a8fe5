/**
 * What stands before every request: which sites may make it, how many connections there are and how long they may
 * take, which paths are answered, and the headers that protect browsers.
 */
@NullMarked
package dev.mixlab.web.guard;

import org.jspecify.annotations.NullMarked;
