package dev.sagfleet.controller.firmware;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** The bytes of an image, while somebody reads them. */
public interface ImageContent extends AutoCloseable {
    long sizeBytes();

    /**
     * Fills a buffer up to its limit.
     *
     * @param position of the first of these bytes; they must not go beyond the size
     * @throws IOException if they cannot be read
     */
    void read(long position, ByteBuffer target) throws IOException;

    /** The file that they stand in, from its beginning; none if they are made. Stays open until this is closed. */
    Optional<FileChannel> file();

    @Override
    void close();

    /** Bytes that a seed stands for, which take no room anywhere. */
    static ImageContent ofSeed(long seed, long sizeBytes) {
        return new SeededContent(seed, sizeBytes);
    }
}
