package dev.mixlab.jobs.stage;

import dev.mixlab.common.Sha256;
import dev.mixlab.data.AgreementExample;
import dev.mixlab.jobs.encoding.EncodedData;
import dev.mixlab.jobs.encoding.EncodedPair;
import dev.mixlab.run.fitting.HeadFittingSpec;
import dev.mixlab.run.fitting.HeadFittingSpec.Source;
import dev.mixlab.run.fitting.Texts;
import dev.mixlab.training.pretraining.TextLines;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The sentences that the head of a run's model is fitted on, without those of the test half, whether good or bad.
 *
 * @param sentences the sentences
 * @param sha256 SHA-256 of the stored text, or of the sentences of the train half, one on each line
 * @param inTest number of sentences that were left out because the test half has them
 */
public record HeadSentences(List<String> sentences, String sha256, int inTest) {

    /** Returns the sentences that the settings of a fitting name, without those of the test half. */
    public static HeadSentences of(HeadFittingSpec fitting, EncodedData data, Texts texts) {
        if (fitting.source() == Source.TRAIN) {
            List<String> all = data.train().pairs().stream()
                    .map(pair -> pair.example().sentence().text())
                    .toList();
            return without(test(data), all, Sha256.hex(String.join("\n", all).getBytes(StandardCharsets.UTF_8)));
        }
        String sha256 = Objects.requireNonNull(fitting.text());
        return without(test(data), TextLines.of(texts.read(sha256), "the stored text " + sha256), sha256);
    }

    private static Set<String> test(EncodedData data) {
        Set<String> test = new HashSet<>();
        for (EncodedPair pair : data.test().pairs()) {
            AgreementExample example = pair.example();
            test.add(example.sentence().text());
            test.add(example.sentence().with(example.target(), example.bad()).text());
        }
        return test;
    }

    private static HeadSentences without(Set<String> test, List<String> all, String sha256) {
        List<String> kept =
                all.stream().filter(sentence -> !test.contains(sentence)).toList();
        return new HeadSentences(kept, sha256, all.size() - kept.size());
    }
}
