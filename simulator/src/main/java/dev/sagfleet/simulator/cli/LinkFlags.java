package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.link.LinkAssumptions;
import dev.sagfleet.simulator.link.LinksFile;
import dev.sagfleet.simulator.rehearsal.Script;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The flags that say what links there are in a rehearsal. */
final class LinkFlags {
    private static final String UPLINK = "--uplink";

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--links",
            paramLabel = "FILE",
            description =
                    "The links of the devices, and when they are switched off: a file as sag rehearse links prints it, typical"
                            + " for just that, or none (default: ${DEFAULT-VALUE}).")
    private String links = "none";

    @Option(
            names = UPLINK,
            paramLabel = "RATE",
            description =
                    "The line of the controller, as in 1Gbit/s: all downloads share it max-min fairly, each with at most what"
                            + " was reserved for it (default: room for all of them).")
    private @Nullable String uplink;

    /** @throws IOException if the file cannot be read */
    Script applied(Script script) throws IOException {
        LinkAssumptions assumed =
                switch (links) {
                    case "none" -> LinkAssumptions.NONE;
                    case "typical" -> LinksFile.typical();
                    default -> LinksFile.read(Path.of(links));
                };
        return script.with(
                uplink == null
                        ? assumed
                        : assumed.withUplink(Arguments.read(spec, UPLINK + ": ", uplink, Quantity::bandwidth)));
    }
}
