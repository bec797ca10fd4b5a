package dev.sagfleet.controller.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The right to a data file, for one holder in one process: a lock on {@code <file>.lock} beside it. The
 * system frees it when the process ends, however it ends; the lock file stays.
 */
final class FileClaim implements AutoCloseable {
    /**
     * The lock files held in this process. A second attempt must not even open one: on POSIX, closing any
     * descriptor of a file frees the whole process's lock on it.
     */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path lockFile;
    private final FileChannel channel;

    private FileClaim(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Claims a file in a directory that exists.
     *
     * @throws StoreException if another holder has it
     */
    static FileClaim of(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("not a file");
        }
        Path lockFile = directory.toRealPath().resolve(file.getFileName() + ".lock");
        synchronized (HELD) {
            if (HELD.contains(lockFile)) {
                throw inUse(file);
            }
            FileClaim claim = new FileClaim(lockFile, locked(file, lockFile));
            HELD.add(lockFile);
            return claim;
        }
    }

    /** Closing again does nothing, not even if someone else has claimed the file since. */
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

    private static StoreException inUse(Path file) {
        return new StoreException(
                StoreException.Reason.IN_USE, file + ": in use by another controller or fleet, which must end first");
    }
}
