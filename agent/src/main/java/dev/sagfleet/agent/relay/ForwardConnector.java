package dev.sagfleet.agent.relay;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;

/** A client of a fixed forward: it need not say where it wants to go, and is not told why it cannot. */
final class ForwardConnector extends ClientConnector {
    private final Destination destination;

    ForwardConnector(Relay relay, DuplexChannel client, Destination destination) {
        super(relay, client);
        this.destination = destination;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        dial(ctx, destination);
    }

    @Override
    void reached(ChannelHandlerContext ctx, DuplexChannel target) {}

    @Override
    void failed(ChannelHandlerContext ctx, Throwable cause) {
        abort();
    }
}
