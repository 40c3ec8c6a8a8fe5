package dev.mixlab.training.pretraining;

import dev.mixlab.data.AgreementData;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.data.sample.RunningText;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.text.Encoding;
import dev.mixlab.text.ExampleEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The running text of the sample grammar as a corpus. Some texts consist of two or three sentences, so that later positions are
 * trained too.
 *
 * @param seed seed of the sentences
 * @param sentences number of sentences
 */
public record PretrainingText(long seed, int sentences) {

    private static final double JOINED = 0.12;

    /** Returns the sentences in order. */
    public Stream<String> stream() {
        return RunningText.sentences(seed).limit(sentences);
    }

    /** Returns the SHA-256 of the sentences, each followed by a line feed. */
    public String sha256() {
        return RunningText.sha256(seed, sentences);
    }

    /** Encodes the text as a corpus. */
    public PretrainingCorpus corpus(ExampleEncoder encoder, int longest) {
        Random random = new Random(seed);
        List<int[]> sequences = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        stream().forEachOrdered(sentence -> {
            text.append(text.isEmpty() ? "" : " ").append(sentence);
            if (random.nextDouble() >= JOINED) {
                sequences.add(encoder.encode(text.toString()));
                text.setLength(0);
            }
        });
        return new PretrainingCorpus(sequences, longest);
    }

    /** Returns the words that must each be a single piece: the good and bad words of the minimal pairs. */
    public static List<String> wholeWords(AgreementData data) {
        return data.examples().stream()
                .flatMap(example -> Stream.of(example.good(), example.bad()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Encodes examples, without those that the tokenizer cannot encode. */
    public static List<EncodedExample> encoded(List<AgreementExample> examples, ExampleEncoder encoder) {
        List<EncodedExample> encoded = new ArrayList<>();
        for (AgreementExample example : examples) {
            Encoding encoding =
                    encoder.encode(example.id(), example.sentence(), example.target(), example.cues(), example.bad());
            if (encoding instanceof Encoding.Encoded kept) {
                encoded.add(kept.example());
            }
        }
        return encoded;
    }
}
