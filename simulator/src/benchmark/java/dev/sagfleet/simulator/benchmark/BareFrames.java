package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Welcome;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One end of the baseline: exchanges the frames that a controller and a device exchange, without reading
 * them. Which one came it tells by its length. One object serves all connections.
 */
@Sharable
final class BareFrames extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private static final String REQUEST_ID = "4D6F2A3C-7B1E-4C59-9D10-2E8F6A7B3C4D";
    private static final Revision REVISION = new Revision(1_000_000);

    static final byte[] HELLO = MessageCodec.encodeUplink(new Envelope<>(
            Envelope.NO_SESSION,
            new Hello(
                    new SerialNumber("sag0123456789abc"),
                    Optional.empty(),
                    DeviceModel.SAG_1000,
                    FirmwareVersion.parse("2.4.0"),
                    REQUEST_ID,
                    Holdings.NONE,
                    false)));
    static final byte[] WELCOME =
            MessageCodec.encodeDownlink(new Envelope<>(1, new Welcome(Duration.ofSeconds(30), Duration.ofSeconds(5))));
    static final byte[] COMMAND = MessageCodec.encodeDownlink(
            new Envelope<>(1, new ChangeBandwidth(REQUEST_ID, REVISION, Bandwidth.ofMegabits(100))));
    static final byte[] ANSWER =
            MessageCodec.encodeUplink(new Envelope<>(1, new Applied(REQUEST_ID, Aspect.BANDWIDTH, REVISION)));

    private final byte[] greeting;
    private final Consumer<Channel> greeted;
    private final Consumer<Channel> received;

    private BareFrames(byte[] greeting, Consumer<Channel> greeted, Consumer<Channel> received) {
        this.greeting = greeting;
        this.greeted = greeted;
        this.received = received;
    }

    /** The controller's end: greets back who greets, and tells of every answer. */
    static BareFrames ofController(Consumer<Channel> greeted, Consumer<Channel> answered) {
        return new BareFrames(
                HELLO,
                channel -> {
                    greeted.accept(channel);
                    send(channel, WELCOME);
                },
                answered);
    }

    /** The device's end: answers every command. */
    static BareFrames ofDevice(Consumer<Channel> greeted) {
        return new BareFrames(WELCOME, greeted, channel -> send(channel, ANSWER));
    }

    static void send(Channel channel, byte[] text) {
        var unused = channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)), channel.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
        boolean isGreeting = frame.content().readableBytes() == greeting.length;
        (isGreeting ? greeted : received).accept(ctx.channel());
    }
}
