/**
 * Model cards: what a downloaded model is, in Markdown with the front matter that model hubs read.
 */
@NullMarked
package dev.mixlab.run.card;

import org.jspecify.annotations.NullMarked;
