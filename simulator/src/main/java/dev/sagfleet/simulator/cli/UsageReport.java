package dev.sagfleet.simulator.cli;

import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a user in one line what is wrong with the command line, and where to read more. */
final class UsageReport implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        String meant = wrong instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? ", perhaps " + String.join(" or ", unmatched.getSuggestions())
                : "";
        command.getErr()
                .println("sag: " + wrong.getMessage() + meant + " (see ./"
                        + command.getCommandSpec().qualifiedName() + " --help)");
        return ExitCodes.BAD_USAGE;
    }
}
