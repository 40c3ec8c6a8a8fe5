package dev.mixlab.data.sample.lexicon;

import dev.mixlab.common.InvalidInputException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The semantic class of a noun, by which verbs, adjectives and prepositions select the nouns that they combine with. */
public enum NounClass {
    PERSON,
    MAN,
    WOMAN,
    ANIMAL,
    GROUP,
    PLACE,
    VEHICLE,
    FOOD,
    CLOTHING,
    OBJECT,
    DOCUMENT,
    PLANT,
    BODY,
    IDEA,
    EVENT;

    public static final Set<NounClass> HUMAN = Collections.unmodifiableSet(EnumSet.of(PERSON, MAN, WOMAN));

    public boolean human() {
        return HUMAN.contains(this);
    }

    /** Parses a list of classes such as "human animal place", in which "human", "animate" and "any" stand for several classes. */
    public static Set<NounClass> parse(String words) {
        Set<NounClass> classes = EnumSet.noneOf(NounClass.class);
        for (String word : List.of(words.trim().split(" +"))) {
            switch (word) {
                case "human" -> classes.addAll(HUMAN);
                case "animate" -> classes.addAll(EnumSet.range(PERSON, ANIMAL));
                case "any" -> classes.addAll(EnumSet.allOf(NounClass.class));
                default -> classes.add(one(word));
            }
        }
        return classes;
    }

    private static NounClass one(String word) {
        try {
            return valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("unknown noun class: " + word, e);
        }
    }
}
