package dev.sagfleet.agent.relay;

import static dev.sagfleet.agent.relay.SocksClient.GREETING;
import static dev.sagfleet.agent.relay.SocksClient.bytes;
import static dev.sagfleet.agent.relay.SocksClient.connect;
import static dev.sagfleet.agent.relay.SocksClient.join;
import static dev.sagfleet.agent.relay.SocksClient.login;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes in at the port of the proxy, it serves good clients afterwards and keeps nothing. */
@Timeout(60)
class SocksGarbageTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final int DIALOGUES = 2_000;
    private static final int BYTES_MAX = 64;

    private final Random random = new Random(SEED);
    private TargetServer echo;
    private RelayFixture open;
    private RelayFixture guarded;

    @BeforeEach
    void start() throws IOException {
        echo = TargetServer.echo();
        RelayConfig config = RelayConfig.forwarding();
        open = new RelayFixture(config.withSocks(0, Optional.empty()), RelayFixture.wide(), new LoopbackNames());
        guarded = new RelayFixture(
                config.withSocks(0, Optional.of(new SocksUser("anna", "secret"))),
                RelayFixture.wide(),
                new LoopbackNames());
    }

    @AfterEach
    void stop() throws IOException {
        open.close();
        guarded.close();
        echo.close();
    }

    @Test
    void randomBytesDisturbNobody() throws IOException {
        send(() -> {
            byte[] garbage = new byte[random.nextInt(BYTES_MAX)];
            random.nextBytes(garbage);
            return random.nextBoolean() ? garbage : join(bytes("05"), garbage);
        });
    }

    @Test
    void dialoguesWithMistakesDisturbNobody() throws IOException {
        List<byte[]> good = List.of(
                join(GREETING, connect("localhost", echo.port()), GREETING),
                join(GREETING, connect(InetAddress.getLoopbackAddress(), echo.port()), GREETING),
                join(bytes("05 02 00 02"), login("anna", "secret"), connect("localhost", echo.port()), GREETING));
        send(() -> {
            byte[] dialogue = good.get(random.nextInt(good.size())).clone();
            for (int mistakes = random.nextInt(3); mistakes >= 0; mistakes--) {
                dialogue[random.nextInt(dialogue.length)] = (byte) random.nextInt(256);
            }
            return Arrays.copyOf(dialogue, 1 + random.nextInt(dialogue.length));
        });
    }

    private void send(Supplier<byte[]> dialogues) throws IOException {
        for (int dialogue = 0; dialogue < DIALOGUES; dialogue++) {
            RelayFixture relay = random.nextBoolean() ? open : guarded;
            try (Socket client = RelayTest.connect(relay.socksPort())) {
                client.getOutputStream().write(dialogues.get());
                if (random.nextBoolean()) {
                    RelayEndsTest.breakOff(client);
                }
            }
        }
        try {
            serveAGoodClient();
            Await.until("clients", () -> open.clients() + guarded.clients() == 0);
            Await.until("connections of the target", () -> echo.connections() == 0);
        } catch (AssertionError | IOException e) {
            throw new AssertionError("seed " + SEED, e);
        }
    }

    private void serveAGoodClient() throws IOException {
        try (var client = new SocksClient(open.socksPort())) {
            client.say(GREETING)
                    .hear("05 00")
                    .say(connect("localhost", echo.port()))
                    .hearConnected();
            client.say(GREETING).hearEcho(GREETING);
        }
    }

    /** Every name is this machine, so that no mistake calls anybody else. */
    private static final class LoopbackNames extends AddressResolverGroup<InetSocketAddress> {
        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetNameResolver(executor) {
                @Override
                protected void doResolve(String name, Promise<InetAddress> promise) {
                    promise.setSuccess(InetAddress.getLoopbackAddress());
                }

                @Override
                protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                    promise.setSuccess(List.of(InetAddress.getLoopbackAddress()));
                }
            }.asAddressResolver();
        }
    }
}
