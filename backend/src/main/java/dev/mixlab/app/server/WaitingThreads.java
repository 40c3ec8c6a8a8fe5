package dev.mixlab.app.server;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's threads (libgomp's) look for the next operation for some milliseconds before they sleep, each on a core that
 * Java could use. Here they sleep after some microseconds, which is longer than the way from one operation to the next.
 */
public final class WaitingThreads {

    private static final String VARIABLE = "GOMP_SPINCOUNT";
    private static final String POLICY = "OMP_WAIT_POLICY";
    private static final String TURNS = "1000";

    private WaitingThreads() {}

    /**
     * To be called before the engine is first used; does nothing where the environment says how to wait, off Linux, and where
     * libraries cannot be unpacked, as the program works without it.
     */
    public static void sleepSoon() {
        if (Platform.isLinux() && System.getenv(POLICY) == null) {
            try {
                libc().setenv(VARIABLE, TURNS, 0);
            } catch (LinkageError unavailable) {
                // only now: the options that say how to log have not been read, and a logger asks for them
                Logger log = LoggerFactory.getLogger(WaitingThreads.class);
                log.debug(
                        "{} is not set, as native code cannot be reached from here: {}",
                        VARIABLE,
                        unavailable.getMessage());
            }
        }
    }

    static LibC libc() {
        return Native.load(Platform.C_LIBRARY_NAME, LibC.class);
    }

    /** The functions of the C library that are called. */
    interface LibC extends Library {

        int setenv(String name, String value, int overwrite);

        String getenv(String name);
    }
}
