package dev.mixlab.data.sample.grammar;

import dev.mixlab.data.sample.lexicon.Verb;
import dev.mixlab.data.sample.lexicon.VerbForms;
import dev.mixlab.data.sample.lexicon.Weighted;
import java.util.ArrayList;
import java.util.List;

/** Generates finite verb groups. */
public final class VerbGroups {

    static final Weighted<Aspect> ALL = weighted(List.of(Aspect.values()));
    static final Weighted<Aspect> WITHOUT_PROGRESSIVE =
            weighted(List.of(Aspect.PRESENT, Aspect.PAST, Aspect.PERFECT, Aspect.MODAL, Aspect.DO_NOT, Aspect.DID_NOT));

    private static final double NEGATION = 0.3;
    private static final double ADVERB = 0.12;

    private final Words words;
    private final RandomChoice draw;

    public VerbGroups(Words words) {
        this.words = words;
        this.draw = words.draw();
    }

    /** Returns aspects weighted by their frequencies in running text. */
    public static Weighted<Aspect> weighted(List<Aspect> aspects) {
        return new Weighted<>(aspects, aspects.stream().map(Aspect::weight).toList());
    }

    public VerbGroup of(Verb verb) {
        return of(verb.forms(), verb.particle(), draw.from(ALL));
    }

    public VerbGroup of(VerbForms verb, List<String> particle, Aspect aspect) {
        List<String> before = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        boolean negated = draw.chance(NEGATION);
        String finite = "";
        if (aspect == Aspect.MODAL) {
            finite = words.small("modal").get(0);
            negated &= !finite.equals("may");
            if (negated && finite.equals("can")) {
                finite = "cannot";
                negated = false;
            }
        }
        boolean not = aspect == Aspect.DO_NOT || aspect == Aspect.DID_NOT || (negated && !aspect.lexical());
        if (not) {
            rest.add("not");
        } else if (draw.chance(ADVERB)) {
            (aspect.lexical() ? before : rest).addAll(words.small("frequency adverb"));
        }
        if (aspect == Aspect.PERFECT_PROGRESSIVE) {
            rest.add("been");
        }
        if (!aspect.lexical()) {
            rest.add(aspect.main(verb));
        }
        rest.addAll(particle);
        boolean modal = aspect == Aspect.MODAL;
        return new VerbGroup(
                aspect, before, modal ? finite : aspect.singular(verb), modal ? finite : aspect.plural(verb), rest);
    }
}
