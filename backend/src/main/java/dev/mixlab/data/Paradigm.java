package dev.mixlab.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.mixlab.common.InvalidInputException;
import java.util.Arrays;
import java.util.Optional;

/** The five number-agreement paradigms of BLiMP (Warstadt et al. 2020) that the Value Zeroing paper pools. */
public enum Paradigm {
    ANAPHOR("ana", "anaphor_number_agreement"),
    DETERMINER_NOUN("dna", "determiner_noun_agreement_2"),
    DETERMINER_ADJECTIVE_NOUN("dnaa", "determiner_noun_agreement_with_adj_2"),
    DISTRACTOR_RELATIONAL_NOUN("darn", "distractor_agreement_relational_noun"),
    SUBJECT_VERB("rpsv", "regular_plural_subject_verb_agreement_1");

    private final String id;
    private final String blimpName;

    Paradigm(String id, String blimpName) {
        this.id = id;
        this.blimpName = blimpName;
    }

    /** Returns the short name used in the paper. */
    @JsonValue
    public String id() {
        return id;
    }

    /** Returns the name of the paradigm's file in BLiMP, without the extension. */
    public String blimpName() {
        return blimpName;
    }

    /** Returns the paradigm with a name: its id, BLiMP's name of it, or the constant's name; none for a paradigm of another kind. */
    public static Optional<Paradigm> find(String name) {
        return Arrays.stream(values())
                .filter(paradigm -> paradigm.id.equals(name)
                        || paradigm.blimpName.equals(name)
                        || paradigm.name().equals(name))
                .findFirst();
    }

    /** Returns the paradigm with an id. A constant's name is accepted too, because version 0.1.0 stored data sets with it. */
    @JsonCreator
    public static Paradigm of(String id) {
        return Arrays.stream(values())
                .filter(paradigm -> paradigm.id.equals(id) || paradigm.name().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("unknown paradigm: " + id));
    }
}
