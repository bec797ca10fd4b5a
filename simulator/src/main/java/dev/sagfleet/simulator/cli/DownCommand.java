package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.server.EndpointFile;
import dev.sagfleet.controller.server.RunningProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops what runs on a data directory. */
@Command(
        name = "down",
        description = {
            "Stops the controller and the fleet that run on a data directory, and waits until they are gone.",
            "Ends with 0 if it stopped something, 3 if nothing ran or it had been killed, 1 if it did not stop in time."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DownCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 50;
    private static final int SECONDS_MAX = 3600;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataFlag data = new DataFlag();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for it to stop (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (timeoutSeconds < 1 || timeoutSeconds > SECONDS_MAX) {
            throw Arguments.wrong(spec, "--timeout: " + timeoutSeconds, "1 to " + SECONDS_MAX);
        }
        Optional<RunningProcess> fleet = FleetProcessFile.read(data.path());
        Optional<RunningProcess> controller = EndpointFile.read(data.path()).map(EndpointFile::process);
        PrintWriter err = spec.commandLine().getErr();
        int exitCode = ExitCodes.UNREACHABLE;
        if (fleet.isEmpty() && controller.isEmpty()) {
            err.println("sag: nothing runs on " + data.path() + " (expected: a controller or a fleet; see --data)");
        }
        if (fleet.isPresent()) {
            exitCode = stop("the fleet", fleet.get());
            if (exitCode != ExitCodes.API_ERROR) {
                FleetProcessFile.delete(data.path());
            }
        }
        if (controller.isPresent()) {
            int stopped = stop("the controller", controller.get());
            if (stopped != ExitCodes.API_ERROR) {
                EndpointFile.delete(data.path());
            }
            exitCode = fleet.isPresent() && stopped == ExitCodes.DONE ? exitCode : stopped;
        }
        return exitCode;
    }

    private int stop(String what, RunningProcess process) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<ProcessHandle> running = process.find();
        if (running.isEmpty()) {
            err.println("sag: " + what + " of " + data.path() + ", process " + process.pid()
                    + ", was killed before; what it left behind is removed, and its data is kept");
            return ExitCodes.UNREACHABLE;
        }
        if (!running.get().destroy()) {
            err.println("sag: process " + process.pid() + " cannot be told to stop (expected: one of the same user)");
            return ExitCodes.API_ERROR;
        }
        long deadlineNanos = System.nanoTime() + timeoutSeconds * 1_000_000_000L;
        while (process.find().isPresent()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                err.println("sag: " + what + ", process " + process.pid() + ", has not stopped in " + timeoutSeconds
                        + " s (kill -KILL " + process.pid() + " ends it; what is committed is kept)");
                return ExitCodes.API_ERROR;
            }
            Thread.sleep(POLL_MILLIS);
        }
        out.println("stopped " + what + ", process " + process.pid());
        out.flush();
        return ExitCodes.DONE;
    }
}
