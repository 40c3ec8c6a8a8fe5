package dev.mixlab.data.sample.grammar;

import dev.mixlab.data.sample.lexicon.VerbForms;

/** Tense and aspect of the grammar's finite verb groups; those with two finite forms agree with their subject. */
public enum Aspect {
    PRESENT(32, Time.PRESENT, "", ""),
    PAST(12, Time.PAST, "", ""),
    PERFECT(12, Time.PRESENT, "has", "have"),
    PAST_PERFECT(4, Time.PAST, "had", "had"),
    PROGRESSIVE(10, Time.PRESENT, "is", "are"),
    PAST_PROGRESSIVE(8, Time.PAST, "was", "were"),
    PERFECT_PROGRESSIVE(2, Time.PRESENT, "has", "have"),
    MODAL(10, Time.FUTURE, "", ""),
    DO_NOT(8, Time.PRESENT, "does", "do"),
    DID_NOT(4, Time.PAST, "did", "did");

    /** The time of the event. */
    public enum Time {
        PAST("past adverbial"),
        PRESENT("present adverbial"),
        FUTURE("future adverbial");

        private final String section;

        Time(String section) {
            this.section = section;
        }

        /** Returns the word list's section of adverbials for this time. */
        public String section() {
            return section;
        }
    }

    private final int weight;
    private final Time time;
    private final String singular;
    private final String plural;

    Aspect(int weight, Time time, String singular, String plural) {
        this.weight = weight;
        this.time = time;
        this.singular = singular;
        this.plural = plural;
    }

    /** Returns the relative frequency in running text. */
    int weight() {
        return weight;
    }

    public Time time() {
        return time;
    }

    /** Returns whether the finite form differs between singular and plural. */
    public boolean agrees() {
        return this == PRESENT || !singular.equals(plural);
    }

    /** Returns whether the main verb itself is finite, so that there is no auxiliary. */
    boolean lexical() {
        return this == PRESENT || this == PAST;
    }

    String singular(VerbForms verb) {
        return lexical() ? (this == PRESENT ? verb.third() : verb.past()) : singular;
    }

    String plural(VerbForms verb) {
        return lexical() ? (this == PRESENT ? verb.base() : verb.past()) : plural;
    }

    /** Returns the form of the main verb after the auxiliary; meaningless if the main verb is finite. */
    String main(VerbForms verb) {
        return switch (this) {
            case PERFECT, PAST_PERFECT -> verb.participle();
            case PROGRESSIVE, PAST_PROGRESSIVE, PERFECT_PROGRESSIVE -> verb.progressive();
            default -> verb.base();
        };
    }
}
