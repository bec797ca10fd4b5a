package dev.sagfleet.simulator.cli;

import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Arguments of a command as what they stand for. */
final class Arguments {
    /** @throws ParameterException that says what {@code reading} says, if it does not accept the argument */
    static <A, T> T read(CommandSpec command, A argument, Function<A, T> reading) {
        return read(command, "", argument, reading);
    }

    /**
     * What an argument stands for.
     *
     * @param prefix of the message, where {@code reading} does not know the name of the flag
     * @throws ParameterException if {@code reading} does not accept the argument
     */
    static <A, T> T read(CommandSpec command, String prefix, A argument, Function<A, T> reading) {
        try {
            return reading.apply(argument);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), prefix + e.getMessage(), e);
        }
    }

    /** The error of a wrong argument. */
    static ParameterException wrong(CommandSpec command, String found, String expected) {
        return new ParameterException(command.commandLine(), found + " (expected: " + expected + ')');
    }

    private Arguments() {}
}
