package dev.mixlab.data.sample.lexicon;

import dev.mixlab.common.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All words of the grammar, read once from the word lists in this package. */
public final class Lexicon {

    private static final List<String> VERB_SECTIONS = List.of("linking verb", "clausal verb", "infinitive verb");
    private static final Lexicon INSTANCE = new Lexicon();

    private final List<Noun> nouns = new ArrayList<>();
    private final List<RelationalNoun> relational = new ArrayList<>();
    private final List<Adjective> adjectives = new ArrayList<>();
    private final List<Name> names = new ArrayList<>();
    private final List<String> surnames = new ArrayList<>();
    private final Map<String, VerbForms> forms = new LinkedHashMap<>();
    private final List<Verb> verbs = new ArrayList<>();
    private final List<Preposition> prepositions = new ArrayList<>();
    private final Map<String, Weighted<List<String>>> small = new LinkedHashMap<>();

    private Lexicon() {
        WordList.lines("irregular-verbs.txt").forEach(this::addIrregular);
        WordList.sections("nouns.txt").forEach(this::addNouns);
        WordList.sections("relational.txt").forEach(this::addRelational);
        WordList.sections("adjectives.txt").forEach(this::addAdjectives);
        WordList.sections("names.txt").forEach(this::addNames);
        WordList.sections("verbs.txt").forEach(this::addVerbs);
        WordList.sections("prepositions.txt").forEach(this::addPrepositions);
        WordList.sections("function-words.txt")
                .forEach(section -> small.put(section.title(), weighted(section.words())));
        VERB_SECTIONS.forEach(section -> small(section).items().forEach(words -> add(words.get(0))));
    }

    private VerbForms add(String base) {
        return forms.computeIfAbsent(base, VerbForms::regular);
    }

    public static Lexicon get() {
        return INSTANCE;
    }

    public List<Noun> nouns() {
        return nouns;
    }

    public List<RelationalNoun> relational() {
        return relational;
    }

    public List<Adjective> adjectives() {
        return adjectives;
    }

    public List<Name> names() {
        return names;
    }

    public List<String> surnames() {
        return surnames;
    }

    public List<Verb> verbs() {
        return verbs;
    }

    public List<Preposition> prepositions() {
        return prepositions;
    }

    /** Returns the forms of the verb with a base form. */
    public VerbForms forms(String base) {
        VerbForms verb = forms.get(base);
        if (verb == null) {
            throw new InvalidInputException("no verb in the lexicon: " + base);
        }
        return verb;
    }

    /** Returns the forms of all verbs, without duplicates. */
    public List<VerbForms> verbForms() {
        return List.copyOf(forms.values());
    }

    /** Returns the entries of a section of the function words, each as a list of words. */
    public Weighted<List<String>> small(String section) {
        Weighted<List<String>> words = small.get(section);
        if (words == null) {
            throw new InvalidInputException("no section of small words: " + section);
        }
        return words;
    }

    private void addIrregular(String line) {
        List<String> words = List.of(line.split(" +"));
        String progressive = words.size() > 3 ? words.get(3) : Inflection.progressive(words.get(0));
        String third = Inflection.thirdPerson(words.get(0));
        forms.put(words.get(0), new VerbForms(words.get(0), third, words.get(1), words.get(2), progressive));
    }

    private void addNouns(WordList.Section section) {
        boolean rare = section.title().endsWith(" rare");
        NounClass kind = kind(section.title().replace(" rare", ""));
        section.words().forEach(word -> nouns.add(Noun.parse(word, kind, rare)));
    }

    private void addRelational(WordList.Section section) {
        Set<NounClass> of = NounClass.parse(section.right());
        NounClass kind = kind(section.left());
        section.words().forEach(word -> relational.add(new RelationalNoun(Noun.parse(word, kind, false), of)));
    }

    private void addAdjectives(WordList.Section section) {
        Set<NounClass> kinds = NounClass.parse(section.title());
        section.words().forEach(word -> adjectives.add(new Adjective(word, kinds)));
    }

    private void addNames(WordList.Section section) {
        if (section.title().equals("surname")) {
            surnames.addAll(section.words());
        } else {
            NounClass kind = kind(section.title());
            section.words().forEach(word -> names.add(new Name(word, kind)));
        }
    }

    private void addVerbs(WordList.Section section) {
        Set<NounClass> subjects = NounClass.parse(section.left());
        Set<NounClass> objects = section.right().isEmpty() ? Set.of() : NounClass.parse(section.right());
        for (String entry : section.words()) {
            List<String> words = List.of(entry.split("\\+"));
            verbs.add(new Verb(add(words.get(0)), words.subList(1, words.size()), subjects, objects));
        }
    }

    private void addPrepositions(WordList.Section section) {
        Set<NounClass> heads = NounClass.parse(section.left());
        Set<NounClass> objects = NounClass.parse(section.right());
        Weighted<List<String>> entries = weighted(section.words());
        for (int ticket = 0; ticket < entries.total(); ticket++) {
            prepositions.add(new Preposition(entries.at(ticket), heads, objects));
        }
    }

    private static NounClass kind(String word) {
        return NounClass.parse(word).iterator().next();
    }

    private static Weighted<List<String>> weighted(List<String> entries) {
        List<List<String>> items = new ArrayList<>();
        List<Integer> weights = new ArrayList<>();
        for (String entry : entries) {
            List<String> parts = List.of(entry.split(":"));
            items.add(
                    parts.get(0).equals("-") ? List.of() : List.of(parts.get(0).split("_")));
            weights.add(Integer.parseInt(parts.get(1)));
        }
        return new Weighted<>(items, weights);
    }
}
