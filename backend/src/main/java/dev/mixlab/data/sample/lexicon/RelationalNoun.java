package dev.mixlab.data.sample.lexicon;

import java.util.Set;

/** A noun with a complement in "of", as in "the sister of the doctors". */
public record RelationalNoun(Noun noun, Set<NounClass> of) {}
