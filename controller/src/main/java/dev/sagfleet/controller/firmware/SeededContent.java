package dev.sagfleet.controller.firmware;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** The bytes that a seed stands for. */
record SeededContent(long seed, long sizeBytes) implements ImageContent {
    @Override
    public void read(long position, ByteBuffer target) {
        if (position < 0 || position + target.remaining() > sizeBytes) {
            throw new IllegalArgumentException(
                    "position: " + position + " and " + target.remaining() + " (expected: within " + sizeBytes + ')');
        }
        SeededBytes.fill(seed, position, target);
    }

    @Override
    public Optional<FileChannel> file() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
