package dev.sagfleet.simulator.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the build, from its jar. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(VersionProvider.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
        return new String[] {"sag " + version + ", Java " + System.getProperty("java.version")};
    }
}
