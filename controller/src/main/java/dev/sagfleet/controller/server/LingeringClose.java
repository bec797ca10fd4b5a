package dev.sagfleet.controller.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection so that the other end can read the last words: our direction is closed after them, and
 * what still comes in is thrown away until the other end closes too, or for 5 s. To close at once would reset
 * a connection that has something unread, and TCP would then throw the last words away (RFC 9112, section 9.6).
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
    private static final int LINGER_SECONDS = 5;

    private @Nullable ScheduledFuture<?> end;

    /** Sends a last message. To be called on the event loop; nothing that comes in is handled after it. */
    static void send(Channel channel, Object last) {
        channel.pipeline().addFirst(new LingeringClose());
        channel.config().setAutoRead(true);
        channel.writeAndFlush(last).addListener(written -> {
            var unused = written.isSuccess() && channel instanceof DuplexChannel duplex
                    ? duplex.shutdownOutput()
                    : channel.close();
        });
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        end = ctx.executor().schedule(() -> end(ctx), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private static void end(ChannelHandlerContext ctx) {
        var unused = ctx.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (end != null) {
            end.cancel(false);
        }
        ctx.fireChannelInactive();
    }
}
