package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.JavaCommand;
import java.nio.file.Path;
import java.util.List;

/** The demo fleet as {@code sag fleet} runs it, for tests of other packages. */
public final class FleetProgram {
    /** The command for the controller of a data directory; nothing that the devices do takes any time. */
    public static List<String> command(Path data, int devices) {
        return JavaCommand.of(
                Sag.class,
                "fleet",
                "--data",
                data.toString(),
                "--devices",
                Integer.toString(devices),
                "--delays",
                "none");
    }

    private FleetProgram() {}
}
