/**
 * JSON shapes that several resources answer with.
 */
@NullMarked
package dev.mixlab.web.json;

import org.jspecify.annotations.NullMarked;
