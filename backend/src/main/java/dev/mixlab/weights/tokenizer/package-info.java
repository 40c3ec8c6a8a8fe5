/**
 * The tokenizer of a model folder: tokenizer.json with the settings that overrule it, or the files of the older kinds of
 * tokenizers, of which a tokenizer.json is made as transformers does; and the settings that an exported folder needs.
 */
@NullMarked
package dev.mixlab.weights.tokenizer;

import org.jspecify.annotations.NullMarked;
