package dev.mixlab.data;

import dev.mixlab.text.DropReason;
import dev.mixlab.text.EncodedExample;
import dev.mixlab.text.Encoding;
import dev.mixlab.text.Encoding.Dropped;
import dev.mixlab.text.Encoding.Encoded;
import dev.mixlab.text.ExampleEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Both splits of a data set as one model reads them. What the model cannot read is dropped, and so is what looks alike to it, whatever
 * the spelling: a pair whose tokens an earlier pair of the same split has, and a train example that shares a sentence (good, bad or
 * masked) with the test split.
 *
 * @param data the data set
 * @param train what became of each train example
 * @param test what became of each test example
 */
public record EncodedHalves(AgreementData data, List<Encoding> train, List<Encoding> test) {

    public EncodedHalves {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }

    /** Encodes a data set for the models of one tokenizer. */
    public static EncodedHalves of(AgreementData data, ExampleEncoder encoder) {
        List<Encoding> test = distinct(encoded(data.test(), encoder));
        Set<List<Integer>> tested = new HashSet<>();
        test.forEach(encoding -> tested.addAll(sentences(encoding)));
        List<Encoding> train = distinct(encoded(data.train(), encoder)).stream()
                .map(encoding -> Collections.disjoint(sentences(encoding), tested)
                        ? encoding
                        : new Dropped(DropReason.SEEN_IN_TEST))
                .toList();
        return new EncodedHalves(data, train, test);
    }

    private static List<Encoding> encoded(List<AgreementExample> examples, ExampleEncoder encoder) {
        return examples.stream()
                .map(example -> encoder.encode(
                        example.id(), example.sentence(), example.target(), example.cues(), example.bad()))
                .toList();
    }

    private static List<Encoding> distinct(List<Encoding> encodings) {
        Set<List<List<Integer>>> known = new HashSet<>();
        return encodings.stream()
                .map(encoding -> encoding instanceof Dropped || known.add(sentences(encoding))
                        ? encoding
                        : new Dropped(DropReason.DUPLICATE))
                .toList();
    }

    /** Returns the token ids of the masked, the good and the bad sentence; none for an example that cannot be read. */
    private static List<List<Integer>> sentences(Encoding encoding) {
        if (!(encoding instanceof Encoded encoded)) {
            return List.of();
        }
        EncodedExample example = encoded.example();
        int mask = example.inputIds()[example.target()];
        return Stream.of(mask, example.goodId(), example.badId())
                .map(id -> IntStream.range(0, example.length())
                        .mapToObj(i -> i == example.target() ? id : Integer.valueOf(example.inputIds()[i]))
                        .toList())
                .toList();
    }

    /** Returns the data set without the examples that the model cannot read, which are counted among the dropped pairs. */
    public AgreementData readable() {
        List<DroppedPair> dropped = new ArrayList<>(data.counts().dropped());
        List<AgreementExample> keptTrain = readable(data.train(), train, dropped);
        List<AgreementExample> keptTest = readable(data.test(), test, dropped);
        DataCounts counts = DataCounts.of(keptTrain, keptTest, dropped);
        return AgreementData.of(data.id(), data.name(), keptTrain, keptTest, counts);
    }

    private static List<AgreementExample> readable(
            List<AgreementExample> examples, List<Encoding> encodings, List<DroppedPair> dropped) {
        List<AgreementExample> kept = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            if (encodings.get(i) instanceof Dropped lost) {
                dropped.add(examples.get(i).dropped(lost.reason()));
            } else {
                kept.add(examples.get(i));
            }
        }
        return kept;
    }
}
