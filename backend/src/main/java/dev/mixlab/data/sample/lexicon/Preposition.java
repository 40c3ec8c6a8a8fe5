package dev.mixlab.data.sample.lexicon;

import java.util.List;
import java.util.Set;

/** A preposition with its words, the classes of nouns that its phrase may modify, and the classes of its object. */
public record Preposition(List<String> words, Set<NounClass> heads, Set<NounClass> objects) {}
