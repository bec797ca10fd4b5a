package dev.sagfleet.agent.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive claim on a file, for one holder in one process: a lock on {@code <file>.lock} beside it. The
 * system releases it when the process ends, however it ends; the lock file stays. Safe for many threads.
 *
 * <p>Whoever deletes the lock file of a holder lets another one have the claim too. The first one can tell by
 * {@link #isCurrent}; a file that both could harm needs a guard of its own.
 */
public final class FileClaim implements AutoCloseable {
    /** How often a lock file that was replaced meanwhile is tried again. */
    private static final int ATTEMPTS_MAX = 10;

    /**
     * The lock files held in this process. A second attempt must not even open one: on POSIX, closing any
     * descriptor of a file frees the whole process's lock on it.
     */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path lockFile;
    private final FileChannel channel;
    private final Object key;

    private FileClaim(Path lockFile, FileChannel channel, Object key) {
        this.lockFile = lockFile;
        this.channel = channel;
        this.key = key;
    }

    /**
     * Claims a file in a directory that exists; nothing if another holder has it.
     *
     * @throws IOException if the lock file cannot be made or locked
     */
    public static Optional<FileClaim> take(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException(file + ": a directory (expected: a file)");
        }
        Path lockFile = directory.toRealPath().resolve(file.getFileName() + ".lock");
        synchronized (HELD) {
            if (HELD.contains(lockFile)) {
                return Optional.empty();
            }
            for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
                PrivateFiles.ensure(lockFile);
                Optional<Object> key = key(lockFile);
                FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                boolean isKept = false;
                try {
                    if (!isLocked(channel)) {
                        return Optional.empty();
                    }
                    // Else it was deleted or replaced before it was locked.
                    if (key.isPresent() && key.equals(key(lockFile))) {
                        isKept = true;
                        HELD.add(lockFile);
                        return Optional.of(new FileClaim(lockFile, channel, key.get()));
                    }
                } finally {
                    if (!isKept) {
                        channel.close();
                    }
                }
            }
        }
        throw new IOException(lockFile + ": deleted again and again (expected: nobody deletes it)");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // By this process under another name, which comes to the same.
            return false;
        }
    }

    /** Which file it is, by whatever name; nothing if there is none. */
    private static Optional<Object> key(Path file) throws IOException {
        try {
            @Nullable
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return Optional.of(Objects.requireNonNullElse(key, file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether the lock file is still the one that was locked; if not, another holder may have the claim too. */
    public boolean isCurrent() throws IOException {
        return channel.isOpen() && key(lockFile).equals(Optional.of(key));
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
}
