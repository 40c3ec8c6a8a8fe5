package dev.mixlab.data.sample;

import java.util.Set;

/** A noun that is of something, as in "the sister of the doctors". */
record RelationalNoun(Noun noun, Set<NounClass> of) {}
