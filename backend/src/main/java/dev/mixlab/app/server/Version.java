package dev.mixlab.app.server;

import picocli.CommandLine.IVersionProvider;

/** The version that {@code mixlab --version} prints. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"mixlab " + text()};
    }

    /** The version in the jar's manifest. */
    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
