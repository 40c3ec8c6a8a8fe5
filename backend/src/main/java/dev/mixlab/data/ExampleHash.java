package dev.mixlab.data;

import dev.mixlab.common.Sha256;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;

/**
 * SHA-256 of all components of examples. Every text and list is preceded by its length, so that different examples never give the same
 * bytes.
 */
final class ExampleHash {

    private ExampleHash() {}

    static String sha256(List<List<AgreementExample>> parts) {
        try {
            MessageDigest digest = Sha256.digest();
            DataOutputStream out =
                    new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            for (List<AgreementExample> part : parts) {
                out.writeInt(part.size());
                for (AgreementExample example : part) {
                    write(out, example);
                }
            }
            return Sha256.hex(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, AgreementExample example) throws IOException {
        write(out, example.id());
        write(out, example.paradigm());
        write(out, Objects.requireNonNullElse(GrammaticalNumber.stored(example.label()), ""));
        out.writeInt(example.sentence().words().size());
        for (int i = 0; i < example.sentence().words().size(); i++) {
            write(out, example.sentence().words().get(i));
            out.writeBoolean(example.sentence().spaceBefore().get(i));
        }
        out.writeInt(example.target());
        out.writeInt(example.cues().size());
        for (int cue : example.cues()) {
            out.writeInt(cue);
        }
        write(out, example.bad());
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
