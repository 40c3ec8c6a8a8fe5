/**
 * One encoder with a masked-LM head for BERT, RoBERTa and ELECTRA's generator. What differs between the
 * families is data, one file per family; every activation of a layer can be kept in a trace.
 */
@NullMarked
package dev.mixlab.encoder;

import org.jspecify.annotations.NullMarked;
