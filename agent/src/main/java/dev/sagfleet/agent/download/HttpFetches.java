package dev.sagfleet.agent.download;

import dev.sagfleet.agent.firmware.FetchAnswer;
import dev.sagfleet.agent.link.ImageFetch;
import dev.sagfleet.agent.link.ImageFetch.Wanted;
import dev.sagfleet.agent.link.ImageFetches;
import dev.sagfleet.agent.protocol.DeviceToken;
import dev.sagfleet.agent.transport.Connector;
import dev.sagfleet.agent.transport.Transports;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * How the devices of one event loop fetch images: over HTTP from the port that lets them in, a connection for each. What
 * is read is hashed at once; a device that may not read on yet holds nothing but what its socket does.
 */
public final class HttpFetches implements ImageFetches {
    /** How much is read at once, in bytes. */
    private static final int READ_BYTES = 16 * 1024;

    private static final int LINE_BYTES_MAX = 4 * 1024;
    private static final int HEADER_BYTES_MAX = 8 * 1024;

    private final Connector connector;
    private final InstantSource clock;
    private final Supplier<String> nonces;

    /**
     * With nothing under way.
     *
     * @param loop made for the transport of the address, as by {@link Transports#loops}
     * @param controller a socket address, or a local one of this process
     * @param clock what a device authenticates with
     * @param nonces likewise; no two alike, and none that can be foretold
     */
    public HttpFetches(EventLoop loop, SocketAddress controller, InstantSource clock, Supplier<String> nonces) {
        this.clock = clock;
        this.nonces = nonces;
        connector = new Connector(loop, controller)
                .with(ChannelOption.AUTO_READ, false)
                .with(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES).maxMessagesPerRead(1));
    }

    @Override
    public ImageFetch of(ImageFetch.Owner owner) {
        return new HttpFetch(this, owner);
    }

    EventLoop loop() {
        return connector.loop();
    }

    ChannelFuture connect(Transfer transfer) {
        return connector.connect(
                () -> List.of(new HttpClientCodec(LINE_BYTES_MAX, HEADER_BYTES_MAX, READ_BYTES), transfer));
    }

    /** Asks for the rest of an image, signed as the device would be let in now. */
    FullHttpRequest request(Wanted wanted, FetchAnswer.Request rest) {
        var request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, wanted.link(), Unpooled.EMPTY_BUFFER);
        var token = DeviceToken.sign(wanted.serial(), wanted.key(), clock.instant(), nonces.get());
        request.headers()
                .set(HttpHeaderNames.HOST, connector.host())
                .set(HttpHeaderNames.AUTHORIZATION, token.toHeader());
        if (rest.from() > 0) {
            request.headers()
                    .set(HttpHeaderNames.RANGE, "bytes=" + rest.from() + '-')
                    .set(HttpHeaderNames.IF_RANGE, rest.entityTag());
        }
        return request;
    }
}
