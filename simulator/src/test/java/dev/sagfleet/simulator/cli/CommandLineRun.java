package dev.sagfleet.simulator.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** What came of a command line, run in this process. */
record CommandLineRun(int exitCode, String out, List<String> errors) {
    static CommandLineRun of(String... arguments) {
        return of(Sag.commandLine(), arguments);
    }

    static CommandLineRun of(CommandLine command, String... arguments) {
        var out = new StringWriter();
        var errors = new StringWriter();
        int exitCode = command.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
        return new CommandLineRun(
                exitCode, out.toString(), errors.toString().lines().toList());
    }
}
