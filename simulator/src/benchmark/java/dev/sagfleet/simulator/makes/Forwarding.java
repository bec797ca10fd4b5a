package dev.sagfleet.simulator.makes;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.traffic.AbstractTrafficShapingHandler;
import io.netty.util.AttributeKey;

/** Copies what comes from one connection to another, and reads no more while the other one is full. */
final class Forwarding extends ChannelInboundHandlerAdapter {
    /** Set while Netty's shaping handlers have stopped a connection from reading. They do not say it otherwise. */
    private static final AttributeKey<Boolean> HELD_BACK =
            AttributeKey.valueOf(AbstractTrafficShapingHandler.class.getName() + ".READ_SUSPENDED");

    private final Channel sink;

    Forwarding(Channel sink) {
        this.sink = sink;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var unused = sink.write(message, sink.voidPromise());
        if (!sink.isWritable()) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        sink.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        // To read what the shaping handler holds back would be to pass by its limit; it goes on by itself.
        if (ctx.channel().isWritable()
                && !Boolean.TRUE.equals(sink.attr(HELD_BACK).get())) {
            sink.config().setAutoRead(true);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (sink.isActive()) {
            var unused = sink.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // An end that is gone says no more than that it is; both are closed.
        var unused = ctx.close();
    }
}
