package dev.mixlab.data.sample.lexicon;

import java.util.List;
import java.util.Set;

/** A preposition, its words, what its phrase may modify and what it governs. */
public record Preposition(List<String> words, Set<NounClass> heads, Set<NounClass> objects) {}
