/**
 * A small grammar of English with a lexicon of its own: endless running text for pre-training, and minimal
 * pairs for the five paradigms whose cues are known because the grammar put them there. Everything follows from
 * a seed.
 */
@NullMarked
package dev.mixlab.data.sample;

import org.jspecify.annotations.NullMarked;
