/**
 * A masked language model: tokens in, hidden states of every layer and logits out. One encoder serves BERT, RoBERTa and
 * ELECTRA's generator; what differs between them is data of the family package.
 */
@NullMarked
package dev.mixlab.encoder;

import org.jspecify.annotations.NullMarked;
