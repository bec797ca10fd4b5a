package dev.sagfleet.controller.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Why a file cannot be opened, in words for whoever runs the process. */
final class OpeningFailure {
    /** Further bits of a code say more about where an error comes from. */
    private static final int PRIMARY_CODE = 0xff;

    private static final Set<Integer> DAMAGED =
            Set.of(SQLiteErrorCode.SQLITE_NOTADB.code, SQLiteErrorCode.SQLITE_CORRUPT.code);

    /** The error of a file that another holder has claimed. */
    static DatabaseException inUse(Path file) {
        return new DatabaseException(
                DatabaseException.Reason.IN_USE,
                file + ": in use by another controller or fleet, which must end first");
    }

    /** The error of a file with which the database, or a migration, failed. */
    static DatabaseException of(Path file, Exception failure) {
        SQLException cause = databaseCause(failure);
        if (cause == null) {
            return unusable(file, String.valueOf(failure.getMessage()), failure);
        }
        if (isBusy(cause)) {
            return new DatabaseException(
                    DatabaseException.Reason.IN_USE,
                    file + ": in use by another process, as a controller whose lock file was deleted or a database"
                            + " shell, which must end first",
                    failure);
        }
        if (DAMAGED.contains(cause.getErrorCode() & PRIMARY_CODE)) {
            return unusable(
                    file,
                    "no database, or a damaged one (expected: one that a controller or a fleet wrote)."
                            + " Put back a copy, or move it away.",
                    failure);
        }
        return unusable(file, String.valueOf(failure.getMessage()), failure);
    }

    static DatabaseException unusable(Path file, String reason, Exception cause) {
        return new DatabaseException(
                DatabaseException.Reason.UNUSABLE_FILE, file + ": cannot be used: " + reason, cause);
    }

    /** Whether somebody else has what is asked for. */
    static boolean isBusy(SQLException failure) {
        return (failure.getErrorCode() & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    private static @Nullable SQLException databaseCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }

    private OpeningFailure() {}
}
