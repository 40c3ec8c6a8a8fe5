package dev.mixlab.app;

import picocli.CommandLine.IVersionProvider;

/** What {@code mixlab --version} prints. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"mixlab " + (version == null ? "unpackaged" : version)};
    }
}
