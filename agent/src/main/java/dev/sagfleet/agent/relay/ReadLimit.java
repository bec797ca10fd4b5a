package dev.sagfleet.agent.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.UncheckedBooleanSupplier;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How much is read from one channel in one go: once each time that it is asked for, no more than its reader may hold,
 * and in a buffer no larger than what has been coming.
 */
final class ReadLimit implements RecvByteBufAllocator {
    /** Enough for every message of a SOCKS client. */
    private static final int BYTES_MIN = 1_024;

    private static final int GROWTH = 4;

    private final DuplexChannel channel;
    private @Nullable Reader reader;

    private ReadLimit(DuplexChannel channel) {
        this.channel = channel;
    }

    /** Who takes what is read. */
    interface Reader {
        /** How much it may hold, in bytes; 1 or more. */
        int bytesMax();

        /** Whether it has no room, and has not asked for more. */
        boolean isFull();

        /** The connection has broken. */
        void broken();
    }

    /** Netty was about to read what nobody has room for; the channel goes on once it is asked to read again. */
    static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FullException() {
            super("no room", null, false, false);
        }
    }

    /** Has a channel read by a limit, from before it reads for the first time. */
    static void apply(DuplexChannel channel) {
        channel.config().setRecvByteBufAllocator(new ReadLimit(channel));
    }

    /** Has a channel that reads by a limit read for this reader from now on. */
    static void follow(DuplexChannel channel, Reader reader) {
        RecvByteBufAllocator limit = channel.config().getRecvByteBufAllocator();
        ((ReadLimit) limit).reader = reader;
    }

    @Override
    public ExtendedHandle newHandle() {
        return new Limiting();
    }

    private final class Limiting implements ExtendedHandle {
        private int guess = BYTES_MIN;
        private int attempted;
        private int last;

        /**
         * Once the other end has said that it will send no more, Netty's epoll channel reads all that there is,
         * whatever it was asked for; an exception is all that stops it. It comes too to find out that the connection
         * was reset, which it is then kept from.
         */
        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            if (reader != null && reader.isFull()) {
                if (isBroken()) {
                    reader.broken();
                }
                throw new FullException();
            }
            return allocator.ioBuffer(guess());
        }

        private boolean isBroken() {
            try {
                return channel instanceof UnixChannel unix
                        && unix.fd() instanceof Socket socket
                        && socket.getSoError() != 0;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public int guess() {
            return reader == null ? BYTES_MIN : Math.min(guess, reader.bytesMax());
        }

        @Override
        public void lastBytesRead(int bytes) {
            last = bytes;
            if (bytes == attempted) {
                guess = Math.min(guess, attempted) * GROWTH;
            } else if (bytes >= 0 && bytes < attempted / GROWTH) {
                guess = Math.max(BYTES_MIN, attempted / 2);
            }
        }

        @Override
        public int lastBytesRead() {
            return last;
        }

        @Override
        public void attemptedBytesRead(int bytes) {
            attempted = bytes;
        }

        @Override
        public int attemptedBytesRead() {
            return attempted;
        }

        @Override
        public boolean continueReading() {
            return false;
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMoreDataSupplier) {
            return false;
        }

        @Override
        public void reset(ChannelConfig config) {}

        @Override
        public void incMessagesRead(int messages) {}

        @Override
        public void readComplete() {}
    }
}
