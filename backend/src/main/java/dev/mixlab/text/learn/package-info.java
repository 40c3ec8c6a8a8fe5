/**
 * Learns the vocabularies of small models from running text and writes them as Hugging Face tokenizer files:
 * WordPiece as in BERT, byte-level byte-pair encoding as in RoBERTa. The same text gives the same bytes.
 */
@NullMarked
package dev.mixlab.text.learn;

import org.jspecify.annotations.NullMarked;
