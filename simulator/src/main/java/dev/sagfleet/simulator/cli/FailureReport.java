package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.sql.DatabaseException;
import dev.sagfleet.simulator.fleet.FleetFileException;
import dev.sagfleet.simulator.world.WorldException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a user in one line what went wrong, if it is something that a user can correct. */
final class FailureReport implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        Throwable cause = Store.causeOf(failure);
        if (!isUsers(cause)) {
            throw failure;
        }
        command.getErr().println("sag: " + message(cause));
        return ExitCodes.BAD_USAGE;
    }

    private static boolean isUsers(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof FleetFileException
                || cause instanceof WorldException
                || cause instanceof DatabaseException;
    }

    /** The JDK says no more than the path in some of its messages. */
    private static String message(Throwable cause) {
        if (cause instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or directory";
        }
        if (cause instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + ": not a directory";
        }
        if (cause instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + ": " + file.getClass().getSimpleName().replace("Exception", "");
        }
        return String.valueOf(cause.getMessage());
    }
}
