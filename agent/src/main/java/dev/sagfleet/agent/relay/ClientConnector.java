package dev.sagfleet.agent.relay;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that is not connected with its target yet. Nothing is read of it while its target is called. */
abstract class ClientConnector extends ChannelInboundHandlerAdapter implements ReadLimit.Reader {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnector.class);

    private final Relay relay;
    private final DuplexChannel client;
    private @Nullable ChannelFuture dialing;
    private @Nullable RelayedTraffic boot;

    ClientConnector(Relay relay, DuplexChannel client) {
        this.relay = relay;
        this.client = client;
    }

    /** Says that the target is there, before anything that the target says. */
    abstract void reached(ChannelHandlerContext ctx, DuplexChannel target);

    /** Says that there is no way to the target, and ends the connection. */
    abstract void failed(ChannelHandlerContext ctx, Throwable cause);

    /** Stops reading of the client and calls its target. */
    final void dial(ChannelHandlerContext ctx, Destination destination) {
        client.config().setAutoRead(false);
        ReadLimit.follow(client, this);
        if (!relay.isForwarding()) {
            failed(ctx, new NotForwardingException());
            return;
        }
        boot = relay.traffic();
        dialing = relay.dialer().dial(destination);
        dialing.addListener((ChannelFuture dialed) -> {
            if (client.eventLoop().inEventLoop()) {
                dialed(ctx, destination, dialed);
            } else {
                // Of a target that could not even be opened, for want of descriptors, another thread tells.
                client.eventLoop().execute(() -> dialed(ctx, destination, dialed));
            }
        });
    }

    private void dialed(ChannelHandlerContext ctx, Destination destination, ChannelFuture dialed) {
        if (!dialed.isSuccess()) {
            LOG.debug("no way to target: target={} reason={}", destination, String.valueOf(dialed.cause()));
            failed(ctx, dialed.cause());
        } else if (!client.isActive()) {
            var unused = dialed.channel().close();
        } else if (!relay.isForwarding() || relay.traffic() != boot) {
            // A client of the boot before is not carried either.
            var unused = dialed.channel().close();
            failed(ctx, new NotForwardingException());
        } else {
            DuplexChannel target = (DuplexChannel) dialed.channel();
            reached(ctx, target);
            relay.carry(destination, client, target);
            // Behind the flow, which thus hears of what had been read too much.
            leave(ctx);
            var unusedClient = client.read();
            var unusedTarget = target.read();
        }
    }

    /** Takes itself and what served it out of the pipeline. */
    void leave(ChannelHandlerContext ctx) {
        ctx.pipeline().remove(this);
    }

    @Override
    public final boolean isFull() {
        return dialing != null;
    }

    @Override
    public final int bytesMax() {
        return Integer.MAX_VALUE;
    }

    /** Not at once: the channel is in the middle of reading. */
    @Override
    public final void broken() {
        client.eventLoop().execute(this::abort);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (dialing != null && !dialing.isDone()) {
            var unused = dialing.channel().close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof ReadLimit.FullException)) {
            abort();
        }
    }

    /** Ends the connection so that the client sees it as broken. */
    final void abort() {
        RelayedConnection.reset(client);
    }

    /** The device carries nothing now: it is the standby of its pair, or off. */
    static final class NotForwardingException extends Exception {
        private static final long serialVersionUID = 1L;

        NotForwardingException() {
            super("the device does not forward", null, false, false);
        }
    }
}
