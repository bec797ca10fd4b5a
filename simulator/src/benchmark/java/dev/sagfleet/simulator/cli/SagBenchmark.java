package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.benchmark.BenchmarkException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The {@code sag} command with those of its commands that measure it. The launcher runs it for them alone. */
public final class SagBenchmark {
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine sag = Sag.commandLine();
        IExecutionExceptionHandler others = sag.getExecutionExceptionHandler();
        return sag.addSubcommand(new BenchmarkCommand())
                .addSubcommand(new Iperf3Command())
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command, parsed, others));
    }

    private static int report(
            Exception failure, CommandLine command, ParseResult parsed, IExecutionExceptionHandler others)
            throws Exception {
        if (!(failure instanceof BenchmarkException)) {
            return others.handleExecutionException(failure, command, parsed);
        }
        command.getErr().println("sag: " + failure.getMessage());
        return ExitCodes.BAD_USAGE;
    }

    private SagBenchmark() {}
}
