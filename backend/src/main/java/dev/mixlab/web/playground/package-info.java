/**
 * The playground over HTTP.
 */
@NullMarked
package dev.mixlab.web.playground;

import org.jspecify.annotations.NullMarked;
