package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
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

    /** A port of this machine at which nobody listens. */
    static int unusedPort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Bad usage is told in one line, and nothing else is printed. */
    void assertIsBadUsage(String... parts) {
        assertThat(errors)
                .singleElement()
                .asString()
                .startsWith("sag: ")
                .contains(parts)
                .doesNotContain("Exception");
        assertThat(exitCode).isEqualTo(ExitCodes.BAD_USAGE);
        assertThat(out).isEmpty();
    }

    /** That there is no controller is told in one line, and nothing else is printed. */
    void assertFoundNoController(int port) {
        assertThat(this)
                .isEqualTo(new CommandLineRun(
                        ExitCodes.UNREACHABLE,
                        "",
                        List.of("sag: no controller at http://127.0.0.1:" + port + " (start one with ./sag up)")));
    }
}
