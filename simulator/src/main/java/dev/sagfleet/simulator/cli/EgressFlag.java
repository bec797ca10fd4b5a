package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.server.ControllerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How much a controller sends out for downloads of firmware. */
final class EgressFlag {
    private static final String NAME = "--firmware-egress";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = NAME,
            paramLabel = "RATE",
            description =
                    "What all downloads of firmware take together at most, as in 1Gbit/s; devices wait until there"
                            + " is room (default: no limit but 2000 downloads at a time).")
    private @Nullable String rate;

    ControllerConfig applied(ControllerConfig config) {
        return rate == null
                ? config
                : config.withDownloads(
                        config.downloads().withEgress(Arguments.read(command, NAME + ": ", rate, Quantity::bandwidth)));
    }
}
