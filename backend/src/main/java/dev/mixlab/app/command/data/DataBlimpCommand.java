package dev.mixlab.app.command.data;

import static dev.mixlab.common.StrictMapper.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mixlab.common.InvalidInputException;
import dev.mixlab.data.AgreementData;
import dev.mixlab.data.DataCounts;
import dev.mixlab.data.DroppedPair;
import dev.mixlab.data.EncodedHalves;
import dev.mixlab.data.Paradigm;
import dev.mixlab.data.blimp.BlimpData;
import dev.mixlab.data.blimp.BlimpDownload;
import dev.mixlab.data.blimp.BlimpReader;
import dev.mixlab.data.blimp.MinimalPair;
import dev.mixlab.data.blimp.SinglePieces;
import dev.mixlab.text.ExampleEncoder;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads BLiMP's agreement files, or downloads them, and counts the pairs kept and dropped. */
@Command(
        name = "blimp",
        description = "Build the agreement data set from BLiMP's five files and count the pairs kept and dropped.",
        mixinStandardHelpOptions = true)
final class DataBlimpCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "Folder with the five .jsonl files.")
    private @Nullable Path folder;

    @Option(
            names = "--tokenizer",
            paramLabel = "FILE",
            description =
                    "A tokenizer.json, vocab.txt or vocab.json, or a model's folder; pairs that its model cannot read are dropped, "
                            + "as in a run.")
    private @Nullable Path tokenizer;

    @Option(names = "--seed", defaultValue = "42", description = "Seed of balancing and splitting (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "File to write the examples with their cues to, one JSON object per line.")
    private @Nullable Path out;

    @Option(names = "--download", description = "Download the published files into the folder given by --into first.")
    private boolean download;

    @Option(names = "--into", paramLabel = "DIR", description = "Folder for the downloaded files.")
    private @Nullable Path into;

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            description = "Address to download from; hashes are checked in any case.")
    private @Nullable URI from;

    @Override
    public void run() {
        Path source = source();
        ObjectNode report = JSON.createObjectNode();
        if (download) {
            report.putArray("downloaded");
            for (Path file : new BlimpDownload(from == null ? BlimpDownload.PUBLISHED : from).into(source)) {
                report.withArray("downloaded").add(file.toString());
            }
        }
        Counted counted = count(BlimpReader.read(source));
        AgreementData data = counted.data();
        describe(report, counted);
        if (out != null) {
            ExampleLines.write(out, data);
        }
        PrintWriter printer = spec.commandLine().getOut();
        printer.println(json ? report.toPrettyString() : table(counted));
        printer.flush();
    }

    private Path source() {
        if (download == (into == null) || (folder != null) == download) {
            throw new InvalidInputException("data blimp: give either a folder, or --download with --into DIR");
        }
        Path source = download ? into : folder;
        if (source == null) {
            throw new InvalidInputException("data blimp: give a folder");
        }
        return source;
    }

    /**
     * What is reported.
     *
     * @param data the examples that a run with the tokenizer's model uses
     * @param singlePieces pairs by paradigm whose good and bad word are single pieces
     */
    private record Counted(AgreementData data, Map<Paradigm, Integer> singlePieces) {

        int singlePieces(DataCounts.OfParadigm counts) {
            return Paradigm.find(counts.paradigm()).map(singlePieces::get).orElse(counts.read());
        }

        int allSinglePieces() {
            return data.counts().paradigms().stream()
                    .mapToInt(this::singlePieces)
                    .sum();
        }
    }

    private Counted count(List<MinimalPair> pairs) {
        AgreementData data = BlimpData.build(pairs, seed);
        if (tokenizer == null) {
            return new Counted(data, Map.of());
        }
        try (ExampleEncoder encoder = ModelTokenizer.open(tokenizer)) {
            return new Counted(EncodedHalves.of(data, encoder).readable(), SinglePieces.count(pairs, encoder));
        }
    }

    private void describe(ObjectNode report, Counted counted) {
        AgreementData data = counted.data();
        report.put("read", data.counts().read())
                .put("singlePiece", counted.allSinglePieces())
                .put("kept", data.counts().kept());
        report.put("train", data.train().size()).put("test", data.test().size());
        ObjectNode paradigms = report.putObject("paradigms");
        for (DataCounts.OfParadigm counts : data.counts().paradigms()) {
            ObjectNode node = paradigms.putObject(counts.paradigm());
            node.put("read", counts.read())
                    .put("singlePiece", counted.singlePieces(counts))
                    .put("beforeBalancing", counts.usable())
                    .put("kept", counts.kept());
            node.put("singular", counts.singular()).put("plural", counts.plural());
            node.put("train", counts.train()).put("test", counts.test());
            ObjectNode dropped = node.putObject("dropped");
            counts.dropped().forEach((reason, count) -> dropped.put(reason.id(), count));
        }
        ArrayNode droppedPairs = report.putArray("droppedPairs");
        for (DroppedPair pair : data.counts().dropped()) {
            droppedPairs
                    .addObject()
                    .put("id", pair.id())
                    .put("reason", pair.reason().id())
                    .put("where", pair.where());
        }
        report.put("seed", seed);
        report.put("examplesSha256", data.examplesSha256()).put("splitSha256", data.sha256());
    }

    private static String table(Counted counted) {
        AgreementData data = counted.data();
        StringBuilder text = new StringBuilder(
                "paradigm  read  single piece  before balancing  kept  singular  plural  train  test  dropped%n"
                        .formatted());
        for (DataCounts.OfParadigm counts : data.counts().paradigms()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-8s %5d %13d %17d %5d %9d %7d %6d %5d",
                    counts.paradigm(),
                    counts.read(),
                    counted.singlePieces(counts),
                    counts.usable(),
                    counts.kept(),
                    counts.singular(),
                    counts.plural(),
                    counts.train(),
                    counts.test()));
            counts.dropped().forEach((reason, count) -> text.append("  %s: %s".formatted(count, reason.meaning())));
            text.append(System.lineSeparator());
        }
        return text.append("%s of %s pairs kept, split %s"
                        .formatted(data.counts().kept(), data.counts().read(), data.sha256()))
                .toString();
    }
}
