package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.file.FileFailure;
import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.sql.DatabaseException;
import dev.sagfleet.simulator.world.WorldException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a user what went wrong, in one line unless several things did, if it is something that a user can correct. */
final class FailureReport implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof ToldException told) {
            return told.exitCode();
        }
        Throwable cause = Store.causeOf(failure);
        if (!isUsers(cause)) {
            throw failure;
        }
        message(cause).lines().forEach(line -> command.getErr().println("sag: " + line));
        return ExitCodes.BAD_USAGE;
    }

    private static boolean isUsers(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof DocumentException
                || cause instanceof WorldException
                || cause instanceof DatabaseException;
    }

    private static String message(Throwable cause) {
        return cause instanceof IOException failure
                ? FileFailure.describe(failure)
                : String.valueOf(cause.getMessage());
    }
}
