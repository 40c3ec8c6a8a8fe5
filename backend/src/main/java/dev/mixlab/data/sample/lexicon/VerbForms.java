package dev.mixlab.data.sample.lexicon;

/** The five forms of a verb, such as write, writes, wrote, written, writing. */
public record VerbForms(String base, String third, String past, String participle, String progressive) {

    static VerbForms regular(String base) {
        String past = Inflection.past(base);
        return new VerbForms(base, Inflection.thirdPerson(base), past, past, Inflection.progressive(base));
    }
}
