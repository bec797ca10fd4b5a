package dev.sagfleet.controller.server;

import dev.sagfleet.agent.file.PrivateFiles;
import dev.sagfleet.controller.rpc.NonceLog;
import dev.sagfleet.controller.rpc.Nonces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nonces in files, one for each slice of time, 8 bytes a nonce. They are written to memory that the file is
 * mapped to: that takes no system call, and what is there is kept if the process is killed. A power cut may
 * lose some.
 */
final class NonceFiles implements NonceLog {
    private static final Logger LOG = LoggerFactory.getLogger(NonceFiles.class);

    private static final String KEPT = ".nonces";
    private static final String FORGOTTEN = ".forgotten";

    /** By how much a file grows. It is written before it is mapped, or a full disk would be noticed too late. */
    private static final int PIECE_BYTES = 64 * 1024;

    private final Path directory;
    private final String prefix;
    private final Map<Long, ByteBuffer> pieceBySlice = new HashMap<>();
    private boolean isFailing;

    /** @param name of the port that the nonces were used on */
    NonceFiles(Path directory, String name) {
        this.directory = directory;
        this.prefix = name + '-';
    }

    /** Makes the nonces remember what is kept. */
    void restore(Nonces nonces) throws IOException {
        for (Path file : files(FORGOTTEN)) {
            nonces.forgetSlice(slice(file, FORGOTTEN));
        }
        for (Path file : files(KEPT)) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            long[] hashes = new long[bytes.remaining() / Long.BYTES];
            bytes.asLongBuffer().get(hashes);
            int count = 0;
            while (count < hashes.length && hashes[count] != 0) {
                count++;
            }
            nonces.restore(slice(file, KEPT), Arrays.copyOf(hashes, count));
            map(slice(file, KEPT), (long) count * Long.BYTES);
        }
    }

    /** The latest slice first. */
    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().matches(prefix + "[0-9]{1,15}\\" + suffix))
                    .sorted(Comparator.comparingLong((Path file) -> slice(file, suffix))
                            .reversed())
                    .toList();
        }
    }

    private long slice(Path file, String suffix) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(prefix.length(), name.length() - suffix.length()));
    }

    @Override
    public void add(long slice, long hash) {
        ByteBuffer piece = pieceBySlice.get(slice);
        if (piece == null || !piece.hasRemaining()) {
            piece = grown(slice);
        }
        if (piece != null) {
            piece.putLong(hash);
        }
    }

    /** Nothing if the disk does not take it: a call that was let in is not refused for that. */
    private @Nullable ByteBuffer grown(long slice) {
        try {
            ByteBuffer piece = map(slice, Files.exists(kept(slice)) ? Files.size(kept(slice)) : 0);
            isFailing = false;
            return piece;
        } catch (IOException e) {
            if (!isFailing) {
                LOG.warn("nonces are not kept, so that calls of now can be replayed after a restart", e);
            }
            isFailing = true;
            return null;
        }
    }

    private ByteBuffer map(long slice, long position) throws IOException {
        PrivateFiles.ensure(kept(slice));
        try (FileChannel file = FileChannel.open(kept(slice), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = position - position % PIECE_BYTES + PIECE_BYTES;
            ByteBuffer zeros = ByteBuffer.allocate(Math.toIntExact(Math.max(0, end - file.size())));
            while (zeros.hasRemaining()) {
                file.write(zeros, file.size());
            }
            MappedByteBuffer piece = file.map(FileChannel.MapMode.READ_WRITE, position, end - position);
            pieceBySlice.put(slice, piece);
            return piece;
        }
    }

    @Override
    public void forget(long slice) {
        pieceBySlice.remove(slice);
        try {
            List<Path> earlier = files(FORGOTTEN);
            if (Files.exists(kept(slice))) {
                Path forgotten = directory.resolve(prefix + slice + FORGOTTEN);
                Files.move(kept(slice), forgotten, StandardCopyOption.REPLACE_EXISTING);
                Files.write(forgotten, new byte[0]);
                for (Path file : earlier) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("nonces that are not needed any more are not deleted: slice={}", slice, e);
        }
    }

    private Path kept(long slice) {
        return directory.resolve(prefix + slice + KEPT);
    }
}
