package dev.mixlab.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.text.Encoding.Dropped;
import dev.mixlab.text.Encoding.Encoded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * Encodes sentences with a model's tokenizer, as running text and without truncation or padding, and finds the tokens of target and
 * cues.
 *
 * <p>Any number of threads may encode at the same time. The tokenizer lives outside the Java heap: close it after use; closing waits
 * for encodings under way, and encoding afterwards throws {@link IllegalStateException}.
 */
public final class ExampleEncoder implements AutoCloseable {

    /** Maximum number of tokens of BERT, RoBERTa and ELECTRA. */
    public static final int DEFAULT_LONGEST = 512;

    private static final Map<String, String> OPTIONS =
            Map.of("truncation", "DO_NOT_TRUNCATE", "padding", "DO_NOT_PAD", "addSpecialTokens", "true");

    static {
        stayOffline();
    }

    private final HuggingFaceTokenizer tokenizer;
    private final SpecialTokens special;
    private final int longest;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private ExampleEncoder(HuggingFaceTokenizer tokenizer, SpecialTokens special, int longest) {
        this.tokenizer = tokenizer;
        this.special = special;
        this.longest = longest;
    }

    /** Creates the encoder of a tokenizer.json for models that read up to {@value #DEFAULT_LONGEST} tokens. */
    public static ExampleEncoder of(byte[] tokenizerJson) {
        return of(tokenizerJson, DEFAULT_LONGEST);
    }

    /**
     * Creates the encoder of a tokenizer.json.
     *
     * @param longest maximum number of tokens of a text, including special tokens
     * @throws InvalidInputException if the bytes are no tokenizer.json with mask, padding, begin and end tokens
     */
    public static ExampleEncoder of(byte[] tokenizerJson, int longest) {
        JsonNode file = SpecialTokens.parse(tokenizerJson);
        SpecialTokens special = SpecialTokens.of(file);
        HuggingFaceTokenizer tokenizer;
        try {
            byte[] plain = LibraryTokenizer.bytes(file, tokenizerJson);
            tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(plain), OPTIONS);
        } catch (IOException | RuntimeException e) {
            throw new InvalidInputException("tokenizer.json: refused by the tokenizer library: " + e.getMessage(), e);
        }
        ExampleEncoder encoder = new ExampleEncoder(tokenizer, special, longest);
        int[] frame = encoder.encode("");
        if (!Arrays.equals(frame, new int[] {special.begin(), special.end()})) {
            encoder.close();
            throw new InvalidInputException(
                    "tokenizer.json: post_processor must put begin and end tokens %s and %s around a text, not %s"
                            .formatted(special.begin(), special.end(), Arrays.toString(frame)));
        }
        return encoder;
    }

    /** Creates the encoder of a file tokenizer.json. */
    public static ExampleEncoder open(Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new InvalidInputException("%s: cannot be read: %s".formatted(file, e), e);
        }
    }

    /** Returns the token ids of a plain text, including special tokens [T]. */
    public int[] encode(String text) {
        return pieces(text).ids();
    }

    /**
     * Splits a plain text into pieces. A mask token written in the text is recognised.
     *
     * @throws InvalidInputException if there are more tokens than a model reads, or if the text has no UTF-8 form
     */
    public Pieces pieces(String text) {
        if (!Sentence.isEncodable(text)) {
            throw new InvalidInputException("a text with half of a surrogate pair cannot be read");
        }
        Pieces pieces = cut(text);
        if (pieces.length() > longest) {
            throw new InvalidInputException("a text of %s tokens where at most %s can be read: %s"
                    .formatted(pieces.length(), longest, text.substring(0, Math.min(60, text.length()))));
        }
        return pieces;
    }

    private Pieces cut(String text) {
        ai.djl.huggingface.tokenizers.Encoding encoding = call(text);
        int[] ids = Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
        CharSpan[] chars = encoding.getCharTokenSpans();
        long[] added = encoding.getSpecialTokenMask();
        List<Span> spans = new ArrayList<>(ids.length);
        boolean[] marks = new boolean[ids.length];
        for (int i = 0; i < ids.length; i++) {
            marks[i] = added[i] != 0 || ids[i] == special.mask();
            spans.add(chars[i] == null ? new Span(0, 0) : trimmed(text, chars[i]));
        }
        return new Pieces(ids, List.of(encoding.getTokens()), spans, marks);
    }

    /**
     * Encodes an agreement example, or returns the reason why the model cannot read it; no sentence causes an exception. The target's word
     * must be a single piece in the good and in the bad sentence, and all other pieces of the two sentences must be the same.
     *
     * @param id id of the example, for messages and results
     * @param sentence the good sentence
     * @param target index of the word in which good and bad sentence differ
     * @param cues indices of the cue words, all of whose pieces become cues
     * @param bad the word of the bad sentence at {@code target}
     */
    public Encoding encode(String id, Sentence sentence, int target, List<Integer> cues, String bad) {
        if (!Sentence.isEncodable(sentence.text()) || !Sentence.isEncodable(bad)) {
            return new Dropped(DropReason.NOT_ENCODABLE);
        }
        Pieces good = cut(sentence.text());
        Pieces other = cut(sentence.with(target, bad).text());
        if (Math.max(good.length(), other.length()) > longest) {
            return new Dropped(DropReason.TOO_LONG);
        }
        int[] wordOfPiece = good.words(spans(sentence));
        int place = onlyPiece(wordOfPiece, target);
        if (place < 0) {
            return new Dropped(DropReason.GOOD_WORD_NOT_ONE_PIECE);
        }
        if (onlyPiece(other.words(spans(sentence.with(target, bad))), target) < 0) {
            return new Dropped(DropReason.BAD_WORD_NOT_ONE_PIECE);
        }
        if (!sameContext(good.ids(), other.ids(), place)
                || !good.spans().get(place).equals(sentence.span(target))) {
            return new Dropped(DropReason.CONTEXT_DIFFERS);
        }
        return encoded(id, good, wordOfPiece, place, cues, other.ids()[place]);
    }

    private Encoding encoded(String id, Pieces good, int[] wordOfPiece, int place, List<Integer> cues, int badId) {
        int goodId = good.ids()[place];
        if (goodId == special.unknown()) {
            return new Dropped(DropReason.GOOD_WORD_UNKNOWN);
        }
        if (badId == special.unknown()) {
            return new Dropped(DropReason.BAD_WORD_UNKNOWN);
        }
        if (goodId == badId) {
            return new Dropped(DropReason.SAME_PIECE);
        }
        int[] cuePieces = IntStream.range(0, wordOfPiece.length)
                .filter(piece -> cues.contains(wordOfPiece[piece]))
                .toArray();
        if (!readable(cues, cuePieces, good, wordOfPiece)) {
            return new Dropped(DropReason.CUE_UNKNOWN);
        }
        int[] ids = good.ids().clone();
        ids[place] = special.mask();
        List<String> tokens = new ArrayList<>(good.tokens());
        tokens.set(place, special.maskToken());
        return new Encoded(new EncodedExample(id, ids, tokens, wordOfPiece, place, cuePieces, goodId, badId));
    }

    private boolean readable(List<Integer> cues, int[] cuePieces, Pieces pieces, int[] wordOfPiece) {
        Set<Integer> found = new HashSet<>();
        for (int piece : cuePieces) {
            if (pieces.ids()[piece] == special.unknown()) {
                return false;
            }
            found.add(wordOfPiece[piece]);
        }
        return found.containsAll(cues);
    }

    private static int onlyPiece(int[] wordOfPiece, int word) {
        int[] places = IntStream.range(0, wordOfPiece.length)
                .filter(piece -> wordOfPiece[piece] == word)
                .toArray();
        return places.length == 1 ? places[0] : -1;
    }

    private static boolean sameContext(int[] good, int[] bad, int place) {
        return good.length == bad.length
                && IntStream.range(0, good.length).allMatch(piece -> piece == place || good[piece] == bad[piece]);
    }

    private static List<Span> spans(Sentence sentence) {
        return IntStream.range(0, sentence.words().size())
                .mapToObj(sentence::span)
                .toList();
    }

    public int maskId() {
        return special.mask();
    }

    /** Returns the mask token as written in the vocabulary. */
    public String maskToken() {
        return special.maskToken();
    }

    /** Returns whether a token stands for anything that the vocabulary lacks. */
    public boolean isUnknown(int id) {
        return id == special.unknown();
    }

    /** Returns a token of the vocabulary as plain text, without the marks that a vocabulary puts for blanks or word parts. */
    public String text(int id) {
        lock.readLock().lock();
        try {
            return tokenizer.decode(new long[] {id}, false).strip();
        } finally {
            lock.readLock().unlock();
        }
    }

    private ai.djl.huggingface.tokenizers.Encoding call(String text) {
        lock.readLock().lock();
        try {
            return tokenizer.encode(text);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            tokenizer.close();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Converts the library's code points to UTF-16 units and removes blanks at both ends, which some vocabularies count to the word. */
    private static Span trimmed(String text, CharSpan chars) {
        int start = text.offsetByCodePoints(0, chars.getStart());
        int end = text.offsetByCodePoints(start, chars.getEnd() - chars.getStart());
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (start < end && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return new Span(start, end);
    }

    /** Keeps the library from looking for a GPU build of itself and for a cloud's metadata server on its first use. */
    private static void stayOffline() {
        for (Map.Entry<String, String> setting :
                Map.of("OPT_OUT_TRACKING", "true", "RUST_FLAVOR", "cpu").entrySet()) {
            if (System.getProperty(setting.getKey()) == null) {
                System.setProperty(setting.getKey(), setting.getValue());
            }
        }
    }
}
