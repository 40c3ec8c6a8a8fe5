package dev.mixlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixlab.weights.ModelFolder;
import dev.mixlab.weights.ModelHash;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A model goes into a data folder and out of it again by commands. */
class ModelCommandsTest {

    @TempDir
    private Path temporary;

    private int status;

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(out));
        status = commands.execute(arguments);
        return out.toString().strip();
    }

    @Test
    void anImportedModelIsListedAndExportedAsItWas() {
        String data = temporary.resolve("data").toString();
        String id = run("model", "import", "models/tiny-bert", "--name", "Mine", "--data-dir", data);
        assertThat(status).as(id).isZero();

        assertThat(run("model", "list", "--data-dir", data)).contains(id).contains("Mine");

        Path exported = temporary.resolve("exported");
        run("model", "export", id, exported.toString(), "--data-dir", data);
        assertThat(status).isZero();
        assertThat(ModelHash.of(ModelFolder.open(exported)))
                .isEqualTo(ModelHash.of(ModelFolder.open(Path.of("models/tiny-bert"))));
    }

    @Test
    void aFolderThatIsNoModelIsRefusedByName() {
        String data = temporary.resolve("data").toString();
        String refused = run("model", "import", temporary.toString(), "--data-dir", data);
        assertThat(status).isEqualTo(2);
        assertThat(refused).contains(temporary.toString()).contains("config.json");
    }
}
