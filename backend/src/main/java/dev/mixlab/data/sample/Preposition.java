package dev.mixlab.data.sample;

import java.util.List;
import java.util.Set;

/** A preposition, its words, what its phrase may modify and what it governs. */
record Preposition(List<String> words, Set<NounClass> heads, Set<NounClass> objects) {}
