/**
 * Share links: unguessable, revocable, read-only addresses of one exact view of finished results.
 */
@NullMarked
package dev.mixlab.run.share;

import org.jspecify.annotations.NullMarked;
