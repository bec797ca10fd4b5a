package dev.sagfleet.agent.relay;

import static dev.sagfleet.agent.relay.SocksClient.GREETING;
import static dev.sagfleet.agent.relay.SocksClient.connect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DestinationPattern;
import dev.sagfleet.agent.shaping.Rates;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which connections are accelerated. */
@Timeout(60)
class RelayClassTest {
    private static final byte[] PAYLOAD = "a few bytes".getBytes(UTF_8);
    private static final String RULE = "localhost:*";

    private TargetServer echo;

    @BeforeEach
    void start() throws IOException {
        echo = TargetServer.echo();
    }

    @AfterEach
    void stop() throws IOException {
        echo.close();
    }

    private static Rates accelerating(String... rules) {
        return new Rates(
                Bandwidth.ofMegabits(100),
                Optional.of(Bandwidth.ofMegabits(50)),
                List.of(rules).stream().map(DestinationPattern::parse).toList());
    }

    private static RelayFixture proxy(Rates rates) throws IOException {
        return new RelayFixture(RelayConfig.forwarding().withSocks(0, Optional.empty()), rates);
    }

    private static long accelerated(RelayFixture relay) {
        return relay.counters().acceleratedUplink().passedBytes();
    }

    private static long other(RelayFixture relay) {
        return relay.counters().otherUplink().passedBytes();
    }

    private SocksClient byName(RelayFixture relay) throws IOException {
        return new SocksClient(relay.socksPort())
                .say(GREETING)
                .hear("05 00")
                .say(connect("localhost", echo.port()))
                .hearConnected();
    }

    @Test
    void whatIsAskedForByTheNameInARuleOfThePlanIsAccelerated() throws IOException {
        try (RelayFixture relay = proxy(accelerating("*.example.com:443", RULE));
                SocksClient client = byName(relay)) {
            client.say(PAYLOAD).hearEcho(PAYLOAD);

            assertThat(accelerated(relay)).isEqualTo(PAYLOAD.length);
            assertThat(other(relay)).isZero();
        }
    }

    @Test
    void theSameTargetAskedForByItsAddressIsNot() throws IOException {
        try (RelayFixture relay = proxy(accelerating(RULE));
                SocksClient client = new SocksClient(relay.socksPort())) {
            client.say(GREETING)
                    .hear("05 00")
                    .say(connect(InetAddress.getLoopbackAddress(), echo.port()))
                    .hearConnected()
                    .say(PAYLOAD)
                    .hearEcho(PAYLOAD);

            assertThat(accelerated(relay)).isZero();
            assertThat(other(relay)).isEqualTo(PAYLOAD.length);
        }
    }

    @Test
    void otherRulesHoldForConnectionsThatAreOpen() throws IOException {
        try (RelayFixture relay = proxy(accelerating());
                SocksClient client = byName(relay)) {
            client.say(PAYLOAD).hearEcho(PAYLOAD);
            relay.setRates(accelerating(RULE));
            client.say(PAYLOAD).hearEcho(PAYLOAD);
            relay.setRates(accelerating("localhost:1"));
            client.say(PAYLOAD).hearEcho(PAYLOAD);

            assertThat(accelerated(relay)).isEqualTo(PAYLOAD.length);
            assertThat(other(relay)).isEqualTo(2L * PAYLOAD.length);
        }
    }

    @Test
    void withoutAssociationWhatWouldBeAcceleratedIsCarriedAsAnyOther() throws IOException {
        Rates notAssociated =
                new Rates(Bandwidth.ofMegabits(100), Optional.empty(), List.of(DestinationPattern.parse(RULE)));
        try (RelayFixture relay = proxy(notAssociated);
                SocksClient client = byName(relay)) {
            client.say(PAYLOAD).hearEcho(PAYLOAD);

            assertThat(accelerated(relay)).isZero();
            assertThat(other(relay)).isEqualTo(PAYLOAD.length);
        }
    }
}
