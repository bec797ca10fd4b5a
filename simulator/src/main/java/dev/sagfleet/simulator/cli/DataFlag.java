package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.server.EndpointFile;
import dev.sagfleet.controller.server.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a controller or a fleet keeps everything. */
final class DataFlag {
    static final String DEFAULT = "sag-data";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DEFAULT,
            description = "Where everything is kept (default: ${DEFAULT-VALUE}, in the current directory).")
    private Path data = Path.of(DEFAULT);

    Path path() {
        return data;
    }

    /** @throws ParameterException if a controller runs on the directory already */
    void requireNoController() throws IOException {
        Optional<EndpointFile> file = EndpointFile.read(data);
        if (file.isPresent() && file.get().process().find().isPresent()) {
            throw inUse(
                    command, data, file.get().process(), ", at " + file.get().endpoint());
        }
    }

    /** @throws ParameterException if a fleet by itself runs on the directory already */
    void requireNoFleet() throws IOException {
        requireNoFleet(command, data);
    }

    /** The same for a command whose directory is another's flag. */
    static void requireNoFleet(CommandSpec command, Path data) throws IOException {
        Optional<RunningProcess> process = FleetProcessFile.read(data);
        if (process.isPresent() && process.get().find().isPresent()) {
            throw inUse(command, data, process.get(), "");
        }
    }

    private static ParameterException inUse(CommandSpec command, Path data, RunningProcess process, String where) {
        return new ParameterException(
                command.commandLine(),
                "--data: " + data + " is in use by another controller or fleet, process " + process.pid() + where
                        + " (expected: a directory that is free; " + CommandText.down(data.toString()) + " stops it)");
    }
}
