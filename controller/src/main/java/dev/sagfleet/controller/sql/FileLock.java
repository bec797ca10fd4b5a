package dev.sagfleet.controller.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * An exclusive lock on a data file, for one holder in one process: it is on {@code <file>.lock} beside the
 * file. The system releases it when the process ends, however it ends; the lock file stays.
 */
final class FileLock implements AutoCloseable {
    /**
     * The lock files held in this process. A second attempt must not even open one: on POSIX, closing any
     * descriptor of a file frees the whole process's lock on it.
     */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path lockFile;
    private final FileChannel channel;

    private FileLock(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Locks a file in a directory that exists.
     *
     * @throws DatabaseException if another holder has it
     */
    static FileLock acquire(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("not a file");
        }
        Path lockFile = directory.toRealPath().resolve(file.getFileName() + ".lock");
        synchronized (HELD) {
            if (HELD.contains(lockFile)) {
                throw inUse(file);
            }
            FileLock lock = new FileLock(lockFile, locked(file, lockFile));
            HELD.add(lockFile);
            return lock;
        }
    }

    /** Closing again does nothing, not even if someone else has locked the file since. */
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (channel.isOpen()) {
                HELD.remove(lockFile);
                channel.close();
            }
        }
    }

    private static FileChannel locked(Path file, Path lockFile) throws IOException {
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            throw inUse(file);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw inUse(file);
        }
        return channel;
    }

    private static DatabaseException inUse(Path file) {
        return new DatabaseException(
                DatabaseException.Reason.IN_USE,
                file + ": in use by another controller or fleet, which must end first");
    }
}
