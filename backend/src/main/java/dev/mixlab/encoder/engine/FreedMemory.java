package dev.mixlab.encoder.engine;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives memory that is free back to the system. Neither Java nor the C library does so by itself for long: after a stage of a run both
 * hold several times what is in use, because the heap grows with what is allocated, and every thread of the C library has free memory of
 * its own. A collection lets Java shrink its heap, and {@code malloc_trim} (glibc) returns free pages of the C library.
 */
public final class FreedMemory {

    private static final long SMALL_HEAP = 512L << 20;
    private static final Logger LOG = LoggerFactory.getLogger(FreedMemory.class);
    private static final @Nullable Glibc GLIBC = glibc();

    private FreedMemory() {}

    /** The functions of the GNU C library that are needed here; other C libraries have none of them. */
    public interface Glibc extends Library {

        /** Returns free memory to the system, all but {@code pad} bytes; see malloc_trim(3). */
        int malloc_trim(long pad);
    }

    /** Gives free memory of Java and of the C library back; takes some tenths of a second. A small heap is left as it is. */
    public static void giveBack() {
        if (Runtime.getRuntime().totalMemory() > SMALL_HEAP) {
            System.gc();
        }
        if (GLIBC != null) {
            GLIBC.malloc_trim(0);
        }
    }

    private static @Nullable Glibc glibc() {
        if (!Platform.isLinux()) {
            return null;
        }
        try {
            Glibc library = Native.load("c", Glibc.class);
            library.malloc_trim(0);
            return library;
        } catch (LinkageError otherLibrary) {
            LOG.debug("The C library does not give memory back: {}", otherLibrary.getMessage());
            return null;
        }
    }
}
