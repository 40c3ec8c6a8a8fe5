/**
 * What is said of a request that is refused: a problem as RFC 9457 describes it, and the exception that carries
 * one.
 */
@NullMarked
package dev.mixlab.web.http.problem;

import org.jspecify.annotations.NullMarked;
