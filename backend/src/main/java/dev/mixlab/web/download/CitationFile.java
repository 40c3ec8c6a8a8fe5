package dev.mixlab.web.download;

import dev.mixlab.common.Sha256;
import dev.mixlab.data.blimp.BlimpData;
import dev.mixlab.evaluation.suite.Evaluations;
import dev.mixlab.mixing.method.MethodInfo;
import dev.mixlab.run.Provenance;
import dev.mixlab.run.Run;
import dev.mixlab.run.spec.PipelineSpec;
import dev.mixlab.web.download.Papers.Paper;
import dev.mixlab.web.http.Json;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes how a run is cited, as a CITATION.cff (Citation File Format 1.2.0): its settings and their hash, the program
 * with its version, and the papers of the methods, evaluations and data that it used. Texts are written as JSON
 * strings, which YAML reads as they are once the line ends that only YAML knows are escaped.
 */
final class CitationFile {

    /** Characters that end a line in YAML, or that it does not allow, and that JSON has as they are. */
    private static final Pattern YAML_ONLY = Pattern.compile("[\\u007f-\\u009f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

    private static final String VALUE_ZEROING = "Mohebbi et al. 2023";

    private final StringBuilder text = new StringBuilder();

    private CitationFile() {}

    /**
     * Returns the text of the file.
     *
     * @param methods all methods
     * @param provenanceFile content of provenance.json; null while the run has none
     */
    static String of(Run run, List<MethodInfo> methods, byte @Nullable [] provenanceFile) {
        CitationFile file = new CitationFile();
        file.writeRun(run, provenanceFile);
        file.writeReferences(run, methods);
        return file.text.toString();
    }

    private void writeRun(Run run, byte @Nullable [] provenanceFile) {
        add("cff-version: 1.2.0");
        add("message: \"If you use these results, please cite them together with the program and papers below.\"");
        add("type: dataset");
        add("title: " + quoted("%s (mixlab run %s)".formatted(run.spec().name(), run.id())));
        add("abstract: " + quoted(settings(run.spec())));
        add("authors:");
        add("  - name: " + quoted("mixlab run " + run.id()));
        if (run.finishedAt() != null) {
            add("date-released: "
                    + quoted(run.finishedAt().atZone(ZoneOffset.UTC).toLocalDate()));
        }
        add("identifiers:");
        identifier(run.id().value(), "The run's id on the server that made it");
        identifier(
                "sha256:" + Sha256.hex(Json.pretty(run.spec())),
                "SHA-256 of the run's settings, which are settings.json byte by byte");
        Provenance provenance = run.provenance();
        if (provenance != null && provenanceFile != null) {
            identifier("sha256:" + Sha256.hex(provenanceFile), "SHA-256 of provenance.json");
            identifier("sha256:" + provenance.hashes().model(), "SHA-256 of the model");
            identifier("sha256:" + provenance.hashes().data(), "SHA-256 of the data set");
        }
    }

    private static String settings(PipelineSpec spec) {
        var training = spec.fineTuning();
        return ("Context mixing of %s on %s, %s of each half, before and after fine-tuning (learning rate %s, %s epochs,"
                        + " batches of %s, seed %s); methods: %s.")
                .formatted(
                        spec.modelId(),
                        spec.dataId(),
                        spec.examples() == null ? "all sentences" : "at most " + spec.examples() + " sentences",
                        training.learningRate(),
                        training.epochs(),
                        training.batchSize(),
                        training.seed(),
                        String.join(", ", spec.methods()));
    }

    private void writeReferences(Run run, List<MethodInfo> methods) {
        add("references:");
        add("  - type: software");
        add("    title: mixlab");
        add("    authors:");
        add("      - name: The authors of mixlab");
        Provenance provenance = run.provenance();
        String version =
                provenance == null ? null : provenance.environment().versions().get("mixlab");
        if (version != null) {
            add("    version: " + quoted(version));
        }
        add("    license: Apache-2.0");
        Papers.namedIn(sources(run.spec(), methods)).forEach(this::writePaper);
    }

    /** The short forms of what the run used. */
    private static List<String> sources(PipelineSpec spec, List<MethodInfo> methods) {
        List<String> sources = new ArrayList<>();
        methods.stream()
                .filter(method -> spec.methods().contains(method.id()))
                .forEach(method -> sources.add(method.paper()));
        Evaluations.infos().stream()
                .filter(evaluation -> spec.evaluations().contains(evaluation.id()))
                .forEach(evaluation -> sources.addAll(List.of(VALUE_ZEROING, evaluation.paper())));
        if (spec.dataId().startsWith(BlimpData.ID)) {
            sources.add("Warstadt et al. 2020");
        }
        return sources;
    }

    private void writePaper(Paper paper) {
        add("  - type: " + (paper.collection() == null ? "article" : "conference-paper"));
        add("    title: " + quoted(paper.title()));
        add("    authors:");
        for (String author : paper.authors()) {
            String[] names = author.split(", ", 2);
            if (names.length == 1) {
                add("      - alias: " + quoted(author));
            } else {
                add("      - family-names: " + quoted(names[0]));
                add("        given-names: " + quoted(names[1]));
            }
        }
        add("    year: " + paper.year());
        addIfKnown("collection-title", paper.collection());
        addIfKnown("journal", paper.journal());
        addIfKnown("doi", paper.doi());
        addIfKnown("url", paper.url());
    }

    private void addIfKnown(String key, @Nullable String value) {
        if (value != null) {
            add("    " + key + ": " + quoted(value));
        }
    }

    private void identifier(String value, String description) {
        add("  - type: other");
        add("    value: " + quoted(value));
        add("    description: " + quoted(description));
    }

    private void add(String line) {
        text.append(line).append('\n');
    }

    private static String quoted(Object value) {
        return YAML_ONLY
                .matcher(Json.write(value.toString()).toString())
                .replaceAll(found -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
    }
}
