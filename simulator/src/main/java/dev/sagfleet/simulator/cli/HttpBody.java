package dev.sagfleet.simulator.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The body of an HTTP/1 answer.
 *
 * @param isDelimited whether its end can be told without the end of the connection
 */
record HttpBody(InputStream stream, boolean isDelimited) {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    static HttpBody of(HttpHead head, InputStream connection) throws IOException {
        if (head.status() == NO_CONTENT || head.status() == NOT_MODIFIED) {
            return new HttpBody(InputStream.nullInputStream(), true);
        }
        if (head.isChunked()) {
            return new HttpBody(new Pieces(connection, 0, true), true);
        }
        Optional<String> length = head.field("content-length");
        return length.isPresent()
                ? new HttpBody(new Pieces(connection, HttpHead.number(length.get(), 10), false), true)
                : new HttpBody(connection, false);
    }

    /** So many bytes of a connection, or chunks of so many up to one of none. */
    private static final class Pieces extends InputStream {
        private final InputStream connection;
        private final boolean isChunked;
        private boolean isFirst = true;
        private boolean isOver;
        private int left;

        Pieces(InputStream connection, int left, boolean isChunked) {
            this.connection = connection;
            this.left = left;
            this.isChunked = isChunked;
            isOver = left == 0 && !isChunked;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (isChunked && left == 0 && !isOver) {
                beginChunk();
            }
            if (isOver) {
                return -1;
            }
            int count = connection.read(bytes, offset, Math.min(length, left));
            if (count < 0) {
                throw new EOFException("it closed the connection in the middle of an answer");
            }
            left -= count;
            isOver = left == 0 && !isChunked;
            return count;
        }

        private void beginChunk() throws IOException {
            if (!isFirst) {
                HttpHead.line(connection);
            }
            isFirst = false;
            String line = HttpHead.line(connection);
            int extension = line.indexOf(';');
            left = HttpHead.number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            if (left == 0) {
                isOver = true;
                while (!HttpHead.line(connection).isEmpty()) {
                    // Fields that only came with the end.
                }
            }
        }
    }
}
