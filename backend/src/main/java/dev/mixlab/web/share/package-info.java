/**
 * Creating, listing, revoking and opening share links.
 */
@NullMarked
package dev.mixlab.web.share;

import org.jspecify.annotations.NullMarked;
