package dev.sagfleet.agent.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;

/** What went wrong with a file, in words for whoever runs the process. */
public final class FileFailure {
    /** The JDK says no more than the path in the messages of these. */
    private static final Map<Class<? extends FileSystemException>, String> REASONS = Map.of(
            NoSuchFileException.class, "no such file or directory",
            AccessDeniedException.class, "permission denied",
            FileAlreadyExistsException.class, "not a directory",
            NotDirectoryException.class, "not a directory",
            DirectoryNotEmptyException.class, "a directory that is not empty",
            FileSystemLoopException.class, "a link that leads to itself");

    /** The file and what is wrong with it, or the message of an error that is of no file. */
    public static String describe(IOException failure) {
        if (failure instanceof FileSystemException known && known.getReason() == null) {
            return known.getFile() + ": "
                    + REASONS.getOrDefault(known.getClass(), known.getClass().getSimpleName());
        }
        return String.valueOf(failure.getMessage());
    }

    private FileFailure() {}
}
