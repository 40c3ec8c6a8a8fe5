package dev.mixlab.data.sample.lexicon;

/** A first name; its class is MAN or WOMAN. */
public record Name(String word, NounClass kind) {}
