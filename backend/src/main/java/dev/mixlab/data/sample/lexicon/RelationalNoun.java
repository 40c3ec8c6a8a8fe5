package dev.mixlab.data.sample.lexicon;

import java.util.Set;

/** A noun that is of something, as in "the sister of the doctors". */
public record RelationalNoun(Noun noun, Set<NounClass> of) {}
