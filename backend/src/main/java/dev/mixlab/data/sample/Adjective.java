package dev.mixlab.data.sample;

import java.util.Set;

/** An adjective and the classes of nouns that it goes with. */
record Adjective(String word, Set<NounClass> kinds) {}
