package dev.mixlab.data.sample;

/** A given name; its class is MAN or WOMAN. */
record Name(String word, NounClass kind) {}
