package dev.mixlab.data.counterfactual;

import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.CueUnit;
import dev.mixlab.data.CueWords;
import dev.mixlab.data.blimp.CueWordFinder;
import dev.mixlab.data.sample.lexicon.Lexicon;
import dev.mixlab.data.sample.lexicon.Noun;
import dev.mixlab.data.sample.lexicon.RelationalNoun;
import dev.mixlab.text.Sentence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gives the cue of a sentence the other number, by its own inflection: a noun of the sample grammar's lexicon, or a determiner that has a
 * form for either number. All words that show the number are changed, and nothing else; where one of them has no such form, as "every" or
 * a name, there is no such sentence.
 */
public final class CueFlip {

    private static final Map<String, String> FORMS = forms();

    private CueFlip() {}

    /** Returns the sentence with the cue in the other number; the target stays. Empty if the cue has no known other form. */
    public static Optional<Sentence> of(AgreementExample example) {
        CueWords cues = CueWordFinder.of(example);
        Set<Integer> changed = new HashSet<>(cues.of(CueUnit.NUMBER_WORDS));
        changed.addAll(cues.of(CueUnit.HEAD));
        if (changed.isEmpty()) {
            changed.addAll(cues.of(CueUnit.AS_PUBLISHED));
        }
        Sentence flipped = example.sentence();
        for (int word : changed) {
            Optional<String> other = otherForm(flipped.words().get(word));
            if (other.isEmpty()) {
                return Optional.empty();
            }
            flipped = flipped.with(word, other.get());
        }
        return changed.isEmpty() ? Optional.empty() : Optional.of(flipped);
    }

    /** Returns the form of the other number, with the same case of its first letter; empty for a word that is not known. */
    static Optional<String> otherForm(String word) {
        String low = word.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(FORMS.get(low)).map(other -> word.equals(low) ? other : capital(other));
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** A word that is the singular of one noun and the plural of another is left out, and so is one with two other forms. */
    private static Map<String, String> forms() {
        Map<String, String> forms = new HashMap<>();
        Set<String> unclear = new HashSet<>();
        Stream<Noun> nouns = Stream.concat(
                Lexicon.get().nouns().stream(),
                Lexicon.get().relational().stream().map(RelationalNoun::noun));
        nouns.filter(Noun::tellsNumber).forEach(noun -> {
            put(forms, unclear, noun.singular(), noun.plural());
            put(forms, unclear, noun.plural(), noun.singular());
        });
        put(forms, unclear, "this", "these");
        put(forms, unclear, "these", "this");
        put(forms, unclear, "that", "those");
        put(forms, unclear, "those", "that");
        forms.keySet().removeAll(unclear);
        return Map.copyOf(forms);
    }

    private static void put(Map<String, String> forms, Set<String> unclear, String word, String other) {
        String known = forms.putIfAbsent(word, other);
        if (known != null && !known.equals(other)) {
            unclear.add(word);
        }
    }
}
