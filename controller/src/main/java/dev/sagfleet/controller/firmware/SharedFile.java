package dev.sagfleet.controller.firmware;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file that is open as often as somebody reads it, and is so once for all of them. Safe for many threads. */
final class SharedFile {
    private final FileChannel channel;
    private final long sizeBytes;
    private int readers;

    private SharedFile(FileChannel channel, long sizeBytes) {
        this.channel = channel;
        this.sizeBytes = sizeBytes;
    }

    static SharedFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new SharedFile(channel, channel.size());
    }

    /** The bytes for one more reader; nothing if the last one has closed the file. */
    synchronized Optional<ImageContent> reader() {
        if (!channel.isOpen()) {
            return Optional.empty();
        }
        readers++;
        return Optional.of(new Reader());
    }

    private synchronized void leave() {
        readers--;
        if (readers == 0) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final class Reader implements ImageContent {
        private boolean isClosed;

        @Override
        public long sizeBytes() {
            return sizeBytes;
        }

        @Override
        public void read(long position, ByteBuffer target) throws IOException {
            long at = position;
            while (target.hasRemaining()) {
                int count = channel.read(target, at);
                if (count < 0) {
                    throw new EOFException("the file of an image ends at " + at);
                }
                at += count;
            }
        }

        @Override
        public Optional<FileChannel> file() {
            return Optional.of(channel);
        }

        @Override
        public void close() {
            if (!isClosed) {
                isClosed = true;
                leave();
            }
        }
    }
}
