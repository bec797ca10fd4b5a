package dev.sagfleet.agent.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.socksx.v5.DefaultSocks5CommandResponse;
import io.netty.handler.codec.socksx.v5.DefaultSocks5InitialResponse;
import io.netty.handler.codec.socksx.v5.DefaultSocks5PasswordAuthResponse;
import io.netty.handler.codec.socksx.v5.Socks5AddressType;
import io.netty.handler.codec.socksx.v5.Socks5AuthMethod;
import io.netty.handler.codec.socksx.v5.Socks5CommandRequest;
import io.netty.handler.codec.socksx.v5.Socks5CommandRequestDecoder;
import io.netty.handler.codec.socksx.v5.Socks5CommandStatus;
import io.netty.handler.codec.socksx.v5.Socks5CommandType;
import io.netty.handler.codec.socksx.v5.Socks5InitialRequest;
import io.netty.handler.codec.socksx.v5.Socks5InitialRequestDecoder;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthRequest;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthRequestDecoder;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthStatus;
import io.netty.handler.codec.socksx.v5.Socks5ServerEncoder;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client that says by SOCKS5 where it wants to go: CONNECT, without or with user and password. It has 10 s to say it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1928">RFC 1928, and RFC 1929 for the password</a>
 */
final class SocksConnector extends ClientConnector {
    private static final int TIMEOUT_SECONDS = 10;
    private static final String DECODER = "decoder";
    private static final String ENCODER = "encoder";

    private final Optional<SocksUser> user;
    private @Nullable ScheduledFuture<?> timeout;

    private SocksConnector(Relay relay, DuplexChannel client, Optional<SocksUser> user) {
        super(relay, client);
        this.user = user;
    }

    /** Has a new client speak SOCKS. */
    static void attach(Relay relay, DuplexChannel client, Optional<SocksUser> user) {
        client.pipeline()
                .addLast(ENCODER, Socks5ServerEncoder.DEFAULT)
                .addLast(DECODER, new Socks5InitialRequestDecoder())
                .addLast(new SocksConnector(relay, client, user));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        timeout = ctx.executor().schedule(this::abort, TIMEOUT_SECONDS, TimeUnit.SECONDS);
        ctx.channel().config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Socks5InitialRequest greeting) {
            greeted(ctx, greeting);
        } else if (message instanceof Socks5PasswordAuthRequest login) {
            loggedIn(ctx, login);
        } else if (message instanceof Socks5CommandRequest request) {
            requested(ctx, request);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private void greeted(ChannelHandlerContext ctx, Socks5InitialRequest greeting) {
        Socks5AuthMethod wanted = user.isPresent() ? Socks5AuthMethod.PASSWORD : Socks5AuthMethod.NO_AUTH;
        if (isGarbage(greeting.decoderResult())) {
            abort();
        } else if (!greeting.authMethods().contains(wanted)) {
            end(ctx, new DefaultSocks5InitialResponse(Socks5AuthMethod.UNACCEPTED));
        } else {
            expect(
                    ctx.pipeline(),
                    user.isPresent() ? new Socks5PasswordAuthRequestDecoder() : new Socks5CommandRequestDecoder());
            var unused = ctx.writeAndFlush(new DefaultSocks5InitialResponse(wanted));
        }
    }

    private void loggedIn(ChannelHandlerContext ctx, Socks5PasswordAuthRequest login) {
        if (isGarbage(login.decoderResult())) {
            abort();
        } else if (user.isEmpty() || !user.get().is(login.username(), login.password())) {
            end(ctx, new DefaultSocks5PasswordAuthResponse(Socks5PasswordAuthStatus.FAILURE));
        } else {
            expect(ctx.pipeline(), new Socks5CommandRequestDecoder());
            var unused = ctx.writeAndFlush(new DefaultSocks5PasswordAuthResponse(Socks5PasswordAuthStatus.SUCCESS));
        }
    }

    private void requested(ChannelHandlerContext ctx, Socks5CommandRequest request) {
        if (timeout != null) {
            timeout.cancel(false);
        }
        if (isGarbage(request.decoderResult())) {
            // All that can be wrong once the version is right: the codec throws at an address type that it does not
            // know.
            end(ctx, response(Socks5CommandStatus.ADDRESS_UNSUPPORTED));
        } else if (!request.type().equals(Socks5CommandType.CONNECT)) {
            end(ctx, response(Socks5CommandStatus.COMMAND_UNSUPPORTED));
        } else if (request.dstAddr().isEmpty() || request.dstPort() == 0) {
            end(ctx, response(Socks5CommandStatus.HOST_UNREACHABLE));
        } else {
            expect(ctx.pipeline(), new Keeper());
            dial(ctx, new Destination(request.dstAddr(), request.dstPort()));
        }
    }

    /** One that ends before it has said where it wants to go never will; later the flow hears of the end. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            abort();
        }
    }

    /** What came behind the request is for the target: it is kept until the flow is there to take it. */
    private static final class Keeper extends ByteToMessageDecoder {
        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {}
    }

    /** What had come behind the message before is read by the next decoder. */
    private static void expect(ChannelPipeline pipeline, ChannelHandler decoder) {
        pipeline.replace(DECODER, DECODER, decoder);
    }

    private static boolean isGarbage(DecoderResult result) {
        return result.isFailure();
    }

    @Override
    void reached(ChannelHandlerContext ctx, DuplexChannel target) {
        InetSocketAddress from = (InetSocketAddress) target.localAddress();
        boolean isIpv6 = from.getAddress().getAddress().length > 4;
        var unused = ctx.writeAndFlush(new DefaultSocks5CommandResponse(
                Socks5CommandStatus.SUCCESS,
                isIpv6 ? Socks5AddressType.IPv6 : Socks5AddressType.IPv4,
                from.getAddress().getHostAddress(),
                from.getPort()));
    }

    @Override
    void failed(ChannelHandlerContext ctx, Throwable cause) {
        end(ctx, response(SocksStatuses.of(cause)));
    }

    @Override
    void leave(ChannelHandlerContext ctx) {
        ctx.pipeline().remove(ENCODER);
        super.leave(ctx);
        ctx.pipeline().remove(DECODER);
    }

    private static DefaultSocks5CommandResponse response(Socks5CommandStatus status) {
        return new DefaultSocks5CommandResponse(status, Socks5AddressType.IPv4);
    }

    private static void end(ChannelHandlerContext ctx, Object response) {
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (timeout != null) {
            timeout.cancel(false);
        }
        super.channelInactive(ctx);
    }
}
