package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.world.RegistrationProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/** Runs work until it is interrupted, and says how to go on from there. */
final class WorkRun {
    private static final long TEND_SECONDS = 1;

    /** Begins the work. */
    interface Start {
        Work start(RegistrationProgress progress) throws IOException, InterruptedException;
    }

    /** Runs work of which the next start of the command goes on. */
    static int untilInterrupted(CommandSpec command, Start start) throws IOException, InterruptedException {
        return untilInterrupted(command, goesOn(command), start);
    }

    /** The last line of work that the next start of the command goes on with. */
    static String goesOn(CommandSpec command) {
        return "stopped; " + CommandText.again(command) + " goes on from here";
    }

    /** @param ending the last line */
    static int untilInterrupted(CommandSpec command, String ending, Start start)
            throws IOException, InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        try (var shutdown = new GracefulShutdown()) {
            var progress = new StartupProgress(out, System::nanoTime);
            try (Work work = start.start(progress)) {
                var stopping = shutdown.requested();
                if (progress.await(work, stopping)) {
                    out.print(work.summary());
                    out.flush();
                }
                while (!stopping.await(TEND_SECONDS, TimeUnit.SECONDS)) {
                    work.tend();
                }
                out.println("stopping");
                out.flush();
            }
            out.println(ending);
            out.flush();
        }
        return ExitCodes.DONE;
    }

    private WorkRun() {}
}
