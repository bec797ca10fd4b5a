package dev.sagfleet.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.link.DeviceLink;
import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.simulator.counted.ImageAnswer;
import dev.sagfleet.simulator.counted.ImagePort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LineConditionsTest {
    private static final SerialNumber SERIAL = new SerialNumber("sag1");
    private static final LineConditions LINES =
            LineConditions.of(5_000_000, 0, (serial, sent) -> 0).withFramesPerSecond(100);

    private final VirtualTime time = new VirtualTime();
    private final List<Long> arrivedMillis = new ArrayList<>();

    /** A controller that lets everybody in, and notes when something comes. */
    private final class Open implements Entrance {
        @Override
        public CompletionStage<ImageAnswer> serve(ImagePort.Asked asked, Runnable superseded) {
            throw new IllegalStateException("nobody asks for an image");
        }

        @Override
        public CompletionStage<Answer> judge(SerialNumber serial, DeviceKey key) {
            return CompletableFuture.completedFuture(Answer.LET_IN);
        }

        @Override
        public Visit open(VirtualConnection connection) {
            return new Visit() {
                @Override
                public void received(Envelope<UplinkMessage> envelope) {
                    arrivedMillis.add(Duration.ofNanos(time.nowNanos()).toMillis());
                }

                @Override
                public void pinged() {}

                @Override
                public void ended() {}
            };
        }
    }

    private static final class Quiet implements DeviceLink.Owner {
        @Override
        public void opened() {}

        @Override
        public void received(Envelope<DownlinkMessage> envelope) {}

        @Override
        public void heard() {}

        @Override
        public void keyRefused() {}

        @Override
        public void closed(String reason, Duration retryAfter) {}
    }

    @Test
    void whatIsSentAtOnceArrivesAsFastAsTheLineCarriesIt() {
        var network = new VirtualNetwork(time, LINES);
        network.listen(new Open());
        DeviceLink link = network.of(new Quiet());
        link.connect(SERIAL, new DeviceKey("0".repeat(64)));
        time.advance(Duration.ofSeconds(1));

        for (int revision = 1; revision <= 4; revision++) {
            link.send(new Envelope<>(1, new Applied("call", Aspect.BANDWIDTH, new Revision(revision))));
        }
        time.advance(Duration.ofSeconds(1));
        link.send(new Envelope<>(1, new Applied("call", Aspect.BANDWIDTH, new Revision(5))));
        time.advance(Duration.ofSeconds(1));

        assertThat(arrivedMillis).containsExactly(1_005L, 1_015L, 1_025L, 1_035L, 2_005L);
    }
}
