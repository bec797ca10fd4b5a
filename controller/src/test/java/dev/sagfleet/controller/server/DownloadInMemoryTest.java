package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.transport.Transports;
import dev.sagfleet.controller.firmware.DownloadSettings;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images for devices of the same process, which no socket holds up. */
class DownloadInMemoryTest {
    private static final int SIZE = 3_000_001;

    private RunningController running;
    private ControlCalls calls;
    private DownloadingDevice device;
    private SocketAddress address;
    private EventLoopGroup loops;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        DownloadSettings settings =
                DownloadSettings.DEFAULT.withLimits(10, Duration.ofMinutes(15), Duration.ofMillis(300));
        running = RunningController.start(RunningController.config(directory).withDownloads(settings));
        calls = new ControlCalls(running.controller());
        device = DownloadingDevice.register(running.controller(), "{\"model\":\"SAG-1000\",\"bandwidthMbps\":500}");
        address = running.controller().openMemoryPort();
        loops = Transports.loops(address, "test-download", 1);
    }

    @AfterEach
    void stop() {
        Transports.end(loops, address);
        running.close();
    }

    /** Takes a body in and hashes it. */
    private static final class Hashing extends SimpleChannelInboundHandler<HttpObject> {
        private final CompletableFuture<Long> length = new CompletableFuture<>();
        private final MessageDigest digest;
        private long bytes;

        Hashing() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
            if (part instanceof HttpContent content) {
                bytes += content.content().readableBytes();
                digest.update(content.content().nioBuffer());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            length.complete(bytes);
        }
    }

    private Channel ask(Digest image, boolean isRead, Hashing hashing) {
        Channel channel = new Bootstrap()
                .group(loops)
                .channel(Transports.channel(address))
                .option(ChannelOption.AUTO_READ, isRead)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        opened.pipeline().addLast(new HttpClientCodec(), hashing);
                    }
                })
                .connect(address)
                .syncUninterruptibly()
                .channel();
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, device.link(image));
        request.headers().set("Authorization", device.token());
        channel.writeAndFlush(request).syncUninterruptibly();
        return channel;
    }

    private Digest built() throws IOException {
        JsonNode image = calls.post(
                "/_sag/firmware/images",
                "{\"models\":[\"SAG-1000\"],\"version\":\"2.5.0\",\"sizeBytes\":" + SIZE + '}');
        return new Digest(image.path("digest").textValue());
    }

    private Digest uploaded() throws IOException {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        Hashing hashing = new Hashing();
        Digest digest = Digest.of(hashing.digest.digest(bytes));
        calls.post(
                "/_sag/firmware/uploads",
                "{\"models\":[\"SAG-1000\"],\"version\":\"2.6.0\",\"sizeBytes\":300000,\"digest\":\"" + digest + "\"}");
        ControlCalls.done(calls.send("PUT", "/_sag/firmware/uploads/" + digest + "?offset=0", bytes));
        calls.post("/_sag/firmware/uploads/" + digest + "/seal", "");
        return digest;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theBytesAreThoseOfTheDigest(boolean isBuilt) throws IOException {
        Digest image = isBuilt ? built() : uploaded();
        var hashing = new Hashing();

        ask(image, true, hashing);
        long length = hashing.length.orTimeout(20, TimeUnit.SECONDS).join();

        assertThat(length).isEqualTo(isBuilt ? SIZE : 300_000);
        assertThat(Digest.of(hashing.digest.digest())).isEqualTo(image);
    }

    /** Else all of it would be sent, and lie in the memory of a device that reads nothing. */
    @Test
    void whoReadsNothingIsSentOnePieceAndGivenUp() throws IOException {
        var hashing = new Hashing();

        Channel channel = ask(built(), false, hashing);

        assertThat(channel.closeFuture().awaitUninterruptibly(20, TimeUnit.SECONDS))
                .isTrue();
        assertThat(hashing.bytes).isLessThanOrEqualTo(64 * 1024);
    }
}
