package dev.sagfleet.controller.server;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.MalformedMessageException;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.timing.Timers;
import dev.sagfleet.controller.connection.SessionEnvironment;
import dev.sagfleet.controller.connection.SessionHost;
import dev.sagfleet.controller.connection.Wire;
import dev.sagfleet.controller.session.SessionEvent;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the frames of one device connection into events of its session, and is the wire that the session writes to.
 * There is one for each device, so it has no field more than it needs, those of a superclass included.
 */
final class DeviceFrames extends ChannelInboundHandlerAdapter implements Wire {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceFrames.class);

    /** A close frame has room for 125 bytes, two of them for the status (RFC 6455, section 5.5). */
    private static final int CLOSE_REASON_LENGTH_MAX = 123;

    private final Channel channel;
    private final TimersByLoop timers;
    private final SessionHost session;

    /** As {@link FrameBudget} has it. */
    private int takenUntilMillis;

    DeviceFrames(SerialNumber serial, Channel channel, TimersByLoop timers, SessionEnvironment environment) {
        this.channel = channel;
        this.timers = timers;
        session = new SessionHost(serial, this, environment);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        session.begin();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        try {
            if (message instanceof WebSocketFrame frame) {
                spend();
                read(ctx, frame);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof ContinuationWebSocketFrame || !frame.isFinalFragment()) {
            aggregate(ctx, frame);
        } else {
            read(frame);
        }
    }

    /** Hardly any device sends fragments, so that none pays for an aggregator before the first one comes. */
    private void aggregate(ChannelHandlerContext ctx, WebSocketFrame fragment) {
        if (ctx.pipeline().get(WebSocketFrameAggregator.class) == null) {
            ctx.pipeline()
                    .addLast(
                            new ReadsInTime(),
                            new WebSocketFrameAggregator(MessageCodec.FRAME_BYTES_MAX),
                            new AggregatedFrames());
        }
        ctx.fireChannelRead(fragment.retain());
    }

    private void read(WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame) {
            session.step(event(ByteBufUtil.getBytes(frame.content())));
        } else if (frame instanceof PingWebSocketFrame) {
            write(new PongWebSocketFrame(frame.content().retain()));
            session.step(new SessionEvent.Heard());
        } else if (frame instanceof PongWebSocketFrame) {
            session.step(new SessionEvent.Heard());
        } else if (frame instanceof CloseWebSocketFrame) {
            var unused = channel.close();
        } else {
            session.step(new SessionEvent.Garbled(CloseCode.MALFORMED, "frame: binary (expected: text)"));
        }
    }

    /** Keeps the aggregator from reading on to the end of a message while the device is not to be read. */
    private static final class ReadsInTime extends ChannelOutboundHandlerAdapter {
        @Override
        public void read(ChannelHandlerContext ctx) {
            if (ctx.channel().config().isAutoRead()) {
                ctx.read();
            }
        }
    }

    /** Takes frames whose fragments have been put together. */
    private final class AggregatedFrames extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
            read(frame);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            DeviceFrames.this.exceptionCaught(ctx, cause);
        }
    }

    /** A device that sends too much is not read for a while, so that its own connection slows it down. */
    private void spend() {
        int nowMillis = nowMillis();
        takenUntilMillis = FrameBudget.spend(takenUntilMillis, nowMillis);
        int waitMillis = FrameBudget.waitMillis(takenUntilMillis, nowMillis);
        if (waitMillis > 0 && channel.config().isAutoRead()) {
            channel.config().setAutoRead(false);
            readAgainIn(waitMillis);
        }
    }

    private void readAgainIn(int millis) {
        var unused = channel.eventLoop().schedule(this::readAgain, millis, TimeUnit.MILLISECONDS);
    }

    private void readAgain() {
        int waitMillis = FrameBudget.waitMillis(takenUntilMillis, nowMillis());
        if (waitMillis > 0) {
            readAgainIn(waitMillis);
        } else {
            channel.config().setAutoRead(true);
        }
    }

    private int nowMillis() {
        return (int) TimeUnit.NANOSECONDS.toMillis(nowNanos());
    }

    private static SessionEvent event(byte[] text) {
        try {
            return new SessionEvent.Received(MessageCodec.decodeUplink(text));
        } catch (MalformedMessageException e) {
            return new SessionEvent.Garbled(CloseCode.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        session.end();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (isTooLong(cause)) {
            session.step(new SessionEvent.Garbled(
                    CloseCode.TOO_LARGE,
                    "frame: too long (expected: at most " + MessageCodec.FRAME_BYTES_MAX + " bytes)"));
        } else if (cause instanceof CorruptedWebSocketFrameException) {
            session.step(new SessionEvent.Garbled(CloseCode.MALFORMED, "frame: not as in RFC 6455"));
        } else if (cause instanceof IOException || cause instanceof PrematureChannelClosureException) {
            LOG.debug("device connection broke: serial={}", session.serial(), cause);
            var unused = ctx.close();
        } else {
            LOG.warn("device connection failed: serial={}", session.serial(), cause);
            var unused = ctx.close();
        }
    }

    private static boolean isTooLong(Throwable cause) {
        return cause instanceof TooLongFrameException
                || (cause instanceof CorruptedWebSocketFrameException corrupted
                        && corrupted.closeStatus().code() == WebSocketCloseStatus.MESSAGE_TOO_BIG.code());
    }

    @Override
    public long nowNanos() {
        return channel.eventLoop().ticker().nanoTime();
    }

    @Override
    public Timers timers() {
        return timers.of(channel.eventLoop());
    }

    /** A connection of which nothing comes stays as it is, until the session gives it up. */
    @Override
    public boolean noticesSilence() {
        return false;
    }

    @Override
    public void execute(Runnable task) {
        channel.eventLoop().execute(task);
    }

    @Override
    public boolean isOpen() {
        return channel.isActive();
    }

    /** Most of what is sent is answered, at the sender's expense. */
    @Override
    public void send(long epoch, Welcome welcome) {
        send(MessageCodec.encodeDownlink(new Envelope<>(epoch, welcome)));
    }

    @Override
    public void send(long epoch, EncodedCommand command) {
        send(command.frame(epoch));
    }

    private void send(byte[] text) {
        takenUntilMillis = FrameBudget.refund(takenUntilMillis);
        write(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
    }

    /** It answers the device and asks nothing of it, so it makes room for no frame. */
    @Override
    public void sendNotice(long epoch, DownlinkMessage notice) {
        byte[] text = MessageCodec.encodeDownlink(new Envelope<>(epoch, notice));
        write(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
    }

    @Override
    public void ping() {
        takenUntilMillis = FrameBudget.refund(takenUntilMillis);
        write(new PingWebSocketFrame());
    }

    @Override
    public void close(CloseCode code, String reason) {
        String shortened =
                reason.length() > CLOSE_REASON_LENGTH_MAX ? reason.substring(0, CLOSE_REASON_LENGTH_MAX) : reason;
        String ascii = shortened.replaceAll("[^ -~]", "?");
        LingeringClose.send(channel, new CloseWebSocketFrame(code.status(), ascii));
    }

    private void write(WebSocketFrame frame) {
        if (!channel.isWritable()) {
            frame.release();
            var unused = channel.close();
            return;
        }
        var unused = channel.writeAndFlush(frame, channel.voidPromise());
    }
}
