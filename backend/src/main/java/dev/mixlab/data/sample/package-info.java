/**
 * A small grammar of English with a lexicon of its own: it generates running text for pre-training and minimal
 * pairs for the five paradigms, whose cues are known by construction. Everything depends on a seed only.
 */
@NullMarked
package dev.mixlab.data.sample;

import org.jspecify.annotations.NullMarked;
