package dev.mixlab.data.sample.lexicon;

import java.util.Set;

/** An adjective and the classes of nouns that it goes with. */
public record Adjective(String word, Set<NounClass> kinds) {}
