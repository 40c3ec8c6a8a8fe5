package dev.mixlab.app.operation;

import dev.mixlab.app.Main;
import dev.mixlab.common.JavaCommand;
import dev.mixlab.store.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real worker in a process of its own, on the class path of this one, which soon takes others for dead. */
public final class WorkerProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a worker.
     *
     * @param folder of its log and of the files that workers share
     * @param name of the log
     * @param options of Java
     */
    public static WorkerProcess start(DatabaseAddress database, Path folder, String name, String... options)
            throws IOException {
        List<String> java = new ArrayList<>(List.of("-Xmx512m", "-Dmixlab.heartbeat.milliseconds=500"));
        java.add("-DDJL_CACHE_DIR=" + nativeLibraries());
        java.addAll(List.of(options));
        String address = database.toString().replace("//", "//postgres@");
        String cache = folder.resolve("cache").toString();
        List<String> worker = List.of("worker", "--database", address, "--cache-dir", cache);
        Path log = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(JavaCommand.of(java, Main.class, worker))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new WorkerProcess(process, log);
    }

    /** Returns the folder in which the native libraries of this machine are unpacked already. */
    public static String nativeLibraries() {
        return Path.of(System.getProperty("user.home"), ".djl.ai").toString();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public boolean isReady() {
        return log().contains("takes runs from");
    }

    /** Returns the processor time that the process has taken, in seconds. */
    double processorSeconds() {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1e3;
    }

    /** Returns whether a name of a process in the queue is this one's. */
    public boolean isNamed(String name) {
        return name.contains("-" + process.pid() + "-");
    }

    /** Stops the process where it is, as a machine that hangs would. */
    public void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets a process that was stopped go on. */
    public void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("kill -%s ended with %s".formatted(name, status));
        }
    }

    /** Kills the process as a power failure would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks the process to end, and returns whether it does within a minute. */
    public boolean end() throws InterruptedException {
        process.destroy();
        return process.waitFor(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
