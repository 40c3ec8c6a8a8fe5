package dev.mixlab.data.pairs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.common.PlainText;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.FileLine;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.blimp.MinimalPair;
import dev.mixlab.data.blimp.PairAnnotator;
import dev.mixlab.data.blimp.PairAnnotator.Annotation;
import dev.mixlab.data.blimp.PairWords;
import dev.mixlab.text.DropReason;
import dev.mixlab.text.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes an example of a row, or says why it cannot be used; no row causes an exception. */
final class RowReader {

    /** The paradigm of rows that name none. */
    static final String NO_PARADIGM = "pairs";

    /** Most code points of a sentence. */
    private static final int LONGEST_SENTENCE = 5000;

    /** Most code points of a label, of the name of a paradigm, and of an id. */
    private static final int LONGEST_NAME = 60;

    private static final Set<String> TRAIN = Set.of("train", "training");
    private static final Set<String> TEST = Set.of("test", "testing");

    private final Predicate<String> reserved;

    /**
     * A reader.
     *
     * @param reserved tells the names that no paradigm may have
     */
    RowReader(Predicate<String> reserved) {
        this.reserved = reserved;
    }

    PairReading read(RawRow row) {
        try {
            return new PairReading.Read(example(row), split(row));
        } catch (RowFault fault) {
            FileLine place = row.place();
            return new PairReading.Refused(
                    new RefusedRow(place.toString(), paradigmOrNone(row), place, fault.reason(), fault.detail()));
        }
    }

    private static String paradigmOrNone(RawRow row) {
        String name = row.text(PairColumn.PARADIGM);
        return name.isEmpty() || PlainText.length(name) > LONGEST_NAME || !Sentence.isEncodable(name)
                ? NO_PARADIGM
                : name;
    }

    private AgreementExample example(RawRow row) {
        if (row.fault() != null) {
            throw new RowFault(DropReason.ROW_UNREADABLE, row.fault());
        }
        String good = sentence(row, PairColumn.GOOD);
        String bad = sentence(row, PairColumn.BAD);
        String paradigm = paradigm(row);
        String label = label(row);
        boolean bare = label == null
                && row.cell(PairColumn.CUES).isMissingNode()
                && row.cell(PairColumn.CUE_INDICES).isMissingNode();
        Optional<Paradigm> published = Paradigm.find(paradigm);
        if (bare && row.columns().isBlimp() && published.isPresent()) {
            return annotated(new MinimalPair(id(row, paradigm), published.get(), good, bad, row.place()));
        }
        PairWords read = row.columns().isBlimp()
                ? PairWords.of(good, bad)
                : PairWords.of(TextWords.split(good), TextWords.split(bad));
        if (read instanceof PairWords.Unreadable unreadable) {
            throw new RowFault(unreadable.reason());
        }
        PairWords.OneWordApart words = (PairWords.OneWordApart) read;
        List<Integer> cues = new CueCells(words.sentence(), words.target()).of(row);
        return new AgreementExample(
                id(row, paradigm), paradigm, label, words.sentence(), words.target(), cues, words.bad(), row.place());
    }

    /** The label and cues of a pair of the published paradigms, which BLiMP's files do not have. */
    private static AgreementExample annotated(MinimalPair pair) {
        Annotation annotation = PairAnnotator.annotate(pair);
        if (annotation instanceof Annotation.Annotated found) {
            return found.example();
        }
        throw new RowFault(((Annotation.Dropped) annotation).reason());
    }

    private static String sentence(RawRow row, PairColumn column) {
        JsonNode value = row.cell(column);
        if (!value.isTextual() || TextWords.isBlank(value.textValue())) {
            throw new RowFault(DropReason.SENTENCE_MISSING, "%s is missing".formatted(column.meaning()));
        }
        String text = value.textValue();
        if (!Sentence.isEncodable(text)) {
            throw new RowFault(DropReason.NOT_ENCODABLE, "%s has half of a surrogate pair".formatted(column.meaning()));
        }
        if (PlainText.length(text) > LONGEST_SENTENCE) {
            throw new RowFault(
                    DropReason.TOO_LONG,
                    "%s has %s characters, more than %s"
                            .formatted(column.meaning(), PlainText.length(text), LONGEST_SENTENCE));
        }
        return plain(column.meaning(), text.codePoints().anyMatch(RowReader::isBlankControl) ? blanks(text) : text);
    }

    private static boolean isBlankControl(int point) {
        return (point >= '\t' && point <= '\r') || point == 0x85 || point == 0x2028 || point == 0x2029;
    }

    private static String blanks(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().map(point -> isBlankControl(point) ? ' ' : point).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static String plain(String what, String text) {
        try {
            return PlainText.require(what, text);
        } catch (InvalidInputException refused) {
            throw new RowFault(DropReason.CONTROL_CHARACTER, String.valueOf(refused.getMessage()));
        }
    }

    private String paradigm(RawRow row) {
        String name = name(row, PairColumn.PARADIGM, DropReason.PARADIGM_INVALID);
        if (reserved.test(name)) {
            throw new RowFault(
                    DropReason.PARADIGM_INVALID,
                    "a paradigm cannot be called “%s”, as a group of sentences has that name".formatted(name));
        }
        return name.isEmpty()
                ? NO_PARADIGM
                : Paradigm.find(name).map(Paradigm::id).orElse(name);
    }

    /** MultiBLiMP writes the feature of the good and of the bad word: {@code SG -> PL}. */
    private static @Nullable String label(RawRow row) {
        String label = name(row, PairColumn.LABEL, DropReason.LABEL_INVALID);
        if ("feature_vals".equals(row.columns().name(PairColumn.LABEL)) && label.contains("->")) {
            label = label.substring(0, label.indexOf("->")).strip();
        }
        return label.isEmpty() ? null : label;
    }

    private static String name(RawRow row, PairColumn column, DropReason reason) {
        String name = row.text(column);
        if (PlainText.length(name) > LONGEST_NAME) {
            throw new RowFault(
                    reason,
                    "%s has %s characters, more than %s"
                            .formatted(column.meaning(), PlainText.length(name), LONGEST_NAME));
        }
        if (row.cell(column).isContainerNode()) {
            throw new RowFault(reason, "%s must be a text".formatted(column.meaning()));
        }
        return plain(column.meaning(), name);
    }

    private static @Nullable String split(RawRow row) {
        String split = row.text(PairColumn.SPLIT).toLowerCase(Locale.ROOT);
        if (split.isEmpty()) {
            return null;
        }
        if (TRAIN.contains(split)) {
            return "train";
        }
        if (TEST.contains(split)) {
            return "test";
        }
        throw new RowFault(
                DropReason.SPLIT_INVALID,
                "the split must be train or test, not “%s”"
                        .formatted(split.substring(
                                0, split.offsetByCodePoints(0, Math.min(40, PlainText.length(split))))));
    }

    private static String id(RawRow row, String paradigm) {
        String id = name(row, PairColumn.ID, DropReason.ID_INVALID);
        return id.isEmpty() ? "%s-%s".formatted(paradigm, row.place().line()) : "%s-%s".formatted(paradigm, id);
    }
}
