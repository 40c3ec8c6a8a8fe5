package dev.mixlab.data.blimp;

import dev.mixlab.data.GrammaticalNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Parses noun phrases as BLiMP's templates build them: determiner or quantifier, adjectives, compound noun or name. Words of any other
 * structure are rejected rather than parsed wrongly.
 */
final class NounPhraseParser {

    private static final int LONGEST = 4;

    private final List<String> words;
    private final List<String> low;
    private final Map<Range, Optional<NounPhrase>> joined = new HashMap<>();
    private final Map<Range, Optional<NounPhrase>> plain = new HashMap<>();

    /** Both readings of a range are looked up, so that a long sentence takes time that grows with its length and not with its readings. */
    private record Range(int from, int to) {}

    NounPhraseParser(List<String> words) {
        this.words = words;
        low = words.stream().map(EnglishWords::low).toList();
    }

    /** Parses the words of a range as one noun phrase with optional modifiers ("the sister of the guests" gives "the sister"). */
    Optional<NounPhrase> joined(int from, int to) {
        return remembered(joined, from, to, this::readJoined);
    }

    private Optional<NounPhrase> readJoined(int from, int to) {
        Optional<NounPhrase> whole = plain(from, to);
        for (int joiner = afterDeterminers(from, to); whole.isEmpty() && joiner < to; joiner++) {
            if (EnglishWords.NOUN_JOINERS.contains(low(joiner))
                    && joined(joiner + 1, to).isPresent()) {
                whole = plain(from, joiner);
            }
        }
        return whole;
    }

    /** Parses the words of a range as one noun phrase without modifiers. */
    Optional<NounPhrase> plain(int from, int to) {
        return remembered(plain, from, to, this::readPlain);
    }

    private interface Reading {
        Optional<NounPhrase> read(int from, int to);
    }

    private static Optional<NounPhrase> remembered(
            Map<Range, Optional<NounPhrase>> known, int from, int to, Reading reading) {
        Range range = new Range(from, to);
        Optional<NounPhrase> phrase = known.get(range);
        if (phrase == null) {
            phrase = reading.read(from, to);
            known.put(range, phrase);
        }
        return phrase;
    }

    private Optional<NounPhrase> readPlain(int from, int to) {
        if (from >= to) {
            return Optional.empty();
        }
        int possessive = lastPossessive(from, to);
        if (possessive >= 0) {
            return plain(from, possessive).flatMap(owner -> nominal(possessive + 1, possessive + 1, to));
        }
        int and = last("and", from, to);
        if (and >= 0) {
            return plain(from, and).flatMap(left -> plain(and + 1, to).flatMap(right -> both(left, and, right)));
        }
        int start = afterDeterminers(from, to);
        return start > from ? nominal(from, start, to) : bare(from, to);
    }

    private Optional<NounPhrase> both(NounPhrase left, int and, NounPhrase right) {
        if (kind(left) != kind(right)) {
            return Optional.empty();
        }
        List<Integer> heads = new ArrayList<>(left.heads());
        heads.add(and);
        heads.addAll(right.heads());
        return Optional.of(new NounPhrase(left.start(), right.end(), heads, false, true));
    }

    /** The kind of a phrase; "and" joins phrases of the same kind only, unlike "the big" and "red dogs". */
    private enum Kind {
        /** A name, or a phrase with a determiner of its own. */
        CLOSED,
        BARE_PLURAL,
        MASS
    }

    private Kind kind(NounPhrase phrase) {
        if (EnglishWords.isDeterminer(low(phrase.start()))) {
            return Kind.CLOSED;
        }
        if (phrase.decides(GrammaticalNumber.PLURAL)) {
            return Kind.BARE_PLURAL;
        }
        return isCapital(phrase.end() - 1) ? Kind.CLOSED : Kind.MASS;
    }

    private int afterDeterminers(int from, int to) {
        int next = from;
        for (List<String> quantifier : EnglishWords.QUANTIFIERS) {
            if (EnglishWords.startsWith(words, from, to, quantifier)) {
                next = from + quantifier.size();
                break;
            }
        }
        return next < to && EnglishWords.isDeterminer(low(next)) ? next + 1 : next;
    }

    private Optional<NounPhrase> nominal(int start, int first, int to) {
        int content = first;
        for (List<String> adjective : EnglishWords.LONG_ADJECTIVES) {
            content += EnglishWords.startsWith(words, first, to, adjective) ? adjective.size() : 0;
        }
        if (content >= to || to - content > LONGEST || !areContent(content, to)) {
            return Optional.empty();
        }
        if (IntStream.range(content, to - 1).anyMatch(i -> NounForm.of(words.get(i)) == NounForm.PLURAL)) {
            return Optional.empty();
        }
        NounForm form = NounForm.of(words.get(to - 1));
        boolean severalOfOneForm =
                form == NounForm.EITHER && first > start && EnglishWords.WHOLE.contains(low(first - 1));
        return Optional.of(new NounPhrase(
                start,
                to,
                List.of(to - 1),
                form.allows(GrammaticalNumber.SINGULAR)
                        && !severalOfOneForm
                        && determinersAllow(start, first, GrammaticalNumber.SINGULAR),
                form.allows(GrammaticalNumber.PLURAL) && determinersAllow(start, first, GrammaticalNumber.PLURAL)));
    }

    /** Returns whether the determiners allow a number; the "a" of a quantifier such as "a lot of" is ignored. */
    private boolean determinersAllow(int start, int first, GrammaticalNumber number) {
        return first == start || low(first - 1).equals("of") || EnglishWords.determinerAllows(low(first - 1), number);
    }

    /** Parses a phrase without a determiner: a name, a bare plural or a single mass noun. */
    private Optional<NounPhrase> bare(int from, int to) {
        if (to - from > LONGEST || !areContent(from, to)) {
            return Optional.empty();
        }
        NounForm form = NounForm.of(words.get(to - 1));
        boolean plural = form.allows(GrammaticalNumber.PLURAL);
        boolean name = IntStream.range(from, to).allMatch(this::isCapital);
        boolean singular = form.allows(GrammaticalNumber.SINGULAR) || (name && canBeAPerson(from, to));
        if (name || to - from == 1) {
            return Optional.of(new NounPhrase(from, to, List.of(to - 1), singular, plural));
        }
        return form == NounForm.PLURAL
                ? Optional.of(new NounPhrase(from, to, List.of(to - 1), false, true))
                : Optional.empty();
    }

    /** Returns whether the words may name a person: several capitalised words, or a single one that is known to be a name in -s. */
    private boolean canBeAPerson(int from, int to) {
        return to - from > 1 || EnglishWords.NAMES_IN_S.contains(low(from));
    }

    private boolean areContent(int from, int to) {
        return IntStream.range(from, to)
                .noneMatch(i -> EnglishWords.isFunctionWord(low(i))
                        || !Character.isLetter(words.get(i).charAt(0)));
    }

    private boolean isCapital(int word) {
        return Character.isUpperCase(words.get(word).charAt(0));
    }

    private int last(String word, int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> low(i).equals(word))
                .reduce((earlier, later) -> later)
                .orElse(-1);
    }

    private int lastPossessive(int from, int to) {
        return IntStream.range(from + 1, to)
                .filter(i ->
                        low(i).equals("'s") || (low(i).equals("'") && low(i - 1).endsWith("s")))
                .reduce((earlier, later) -> later)
                .orElse(-1);
    }

    private String low(int word) {
        return low.get(word);
    }
}
