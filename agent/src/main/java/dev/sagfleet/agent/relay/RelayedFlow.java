package dev.sagfleet.agent.relay;

import dev.sagfleet.agent.shaping.Flow;
import dev.sagfleet.agent.shaping.ShapedDirection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What goes one way through a connection: read from one channel when there is room, passed on to the other when it is
 * its turn, and read again once that is written. So it holds a quantum at most, and its sender is slowed down by its
 * own connection.
 */
final class RelayedFlow extends Flow implements ReadLimit.Reader {
    private final RelayedConnection connection;
    private final ShapedDirection direction;
    private final DuplexChannel source;
    private final DuplexChannel sink;
    private final Queue<ByteBuf> held = new ArrayDeque<>(1);
    private int writing;
    private boolean isAtItsEnd;

    RelayedFlow(RelayedConnection connection, ShapedDirection direction, DuplexChannel source, DuplexChannel sink) {
        this.connection = connection;
        this.direction = direction;
        this.source = source;
        this.sink = sink;
    }

    /** Takes over the channel that it reads. */
    void begin() {
        direction.join();
        ReadLimit.follow(source, this);
        source.pipeline().addLast(new Arrivals());
    }

    /** Lets go of all that it holds. */
    void end() {
        direction.leave(this);
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }

    /** What was read and is not passed on yet, in bytes. */
    int heldBytes() {
        return held.stream().mapToInt(ByteBuf::readableBytes).sum();
    }

    /** Whether all that will ever come has been written. */
    boolean isDone() {
        return isAtItsEnd && !isFull();
    }

    @Override
    public boolean isFull() {
        return waitingBytes() > 0 || writing > 0;
    }

    @Override
    public int bytesMax() {
        return direction.quantumBytes(this);
    }

    /** Not at once: the channel is in the middle of reading. */
    @Override
    public void broken() {
        source.eventLoop().execute(connection::abort);
    }

    @Override
    protected boolean isAccelerable() {
        return connection.isAccelerable();
    }

    @Override
    protected void pass(int bytes) {
        int left = bytes;
        // Nothing is held any more if a write fails at once.
        while (left > 0 && !connection.isClosed()) {
            ByteBuf first = held.element();
            ByteBuf part = first.readableBytes() <= left ? held.remove() : first.readRetainedSlice(left);
            left -= part.readableBytes();
            writing++;
            sink.write(part).addListener((ChannelFuture written) -> written(written));
        }
        sink.flush();
    }

    private void written(ChannelFuture written) {
        writing--;
        if (!written.isSuccess()) {
            connection.abort();
        } else if (isDone()) {
            connection.finished(sink);
        } else if (!isFull() && !isAtItsEnd) {
            source.read();
        }
    }

    /** The last handler of the source. */
    private final class Arrivals extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            if (connection.isClosed() || !bytes.isReadable()) {
                bytes.release();
                return;
            }
            held.add(bytes);
            connection.traffic().offer(direction, RelayedFlow.this, bytes.readableBytes());
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                isAtItsEnd = true;
                if (isDone()) {
                    connection.finished(sink);
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            connection.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (!(cause instanceof ReadLimit.FullException)) {
                connection.abort();
            }
        }
    }
}
