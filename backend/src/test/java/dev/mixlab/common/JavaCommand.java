package dev.mixlab.common;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a Java process that a test starts: this Java and these classes, no network. The process lives for
 * seconds, so only the quick compiler and the collector with one thread work in it, as in the processes of the tests
 * themselves: the other ones take more time than they save.
 */
public final class JavaCommand {

    /** The option of a process whose speed or memory is measured: it is compiled as for its users. */
    public static final String EVERY_COMPILER = "-XX:TieredStopAtLevel=4";

    /** The option of a process whose speed or memory is measured: its memory is collected as for its users. */
    public static final String USUAL_COLLECTOR = "-XX:-UseSerialGC";

    private JavaCommand() {}

    /**
     * Returns a command line.
     *
     * @param options of Java
     * @param main the class to be executed
     * @param arguments of the class
     */
    public static List<String> of(List<String> options, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dai.djl.offline=true"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
