package dev.sagfleet.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.link.DeviceLinks;
import dev.sagfleet.agent.link.LinkWorld;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.simulator.counted.ImageAnswer;
import dev.sagfleet.simulator.counted.ImagePort;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** Links over the virtual network, whose frames take different times. */
final class VirtualLinkWorld implements LinkWorld, Entrance {
    private static final LineConditions LINES =
            LineConditions.of(1_000_000, 9_000_000, (serial, sent) -> sent % 7 / 7.0);

    private final VirtualTime time = new VirtualTime();
    private final VirtualNetwork network = new VirtualNetwork(time, LINES);
    private final VirtualNetwork nobody = new VirtualNetwork(time, LINES);
    private final List<Envelope<UplinkMessage>> received = new ArrayList<>();
    private final Deque<VirtualConnection> connections = new ArrayDeque<>();
    private Entrance.Answer answer = Entrance.Answer.LET_IN;
    private int pings;
    private int ended;

    VirtualLinkWorld() {
        network.listen(this);
    }

    @Override
    public CompletionStage<ImageAnswer> serve(ImagePort.Asked asked, Runnable superseded) {
        throw new IllegalStateException("nobody asks for an image");
    }

    @Override
    public CompletionStage<Entrance.Answer> judge(SerialNumber serial, DeviceKey key) {
        return CompletableFuture.completedFuture(answer);
    }

    @Override
    public Visit open(VirtualConnection connection) {
        connections.add(connection);
        return new Visit() {
            @Override
            public void received(Envelope<UplinkMessage> envelope) {
                received.add(envelope);
            }

            @Override
            public void pinged() {
                pings++;
            }

            @Override
            public void ended() {
                ended++;
            }
        };
    }

    @Override
    public DeviceLinks links() {
        return network;
    }

    @Override
    public DeviceLinks linksToNobody() {
        return nobody;
    }

    @Override
    public void answer(LinkWorld.Answer told) {
        if (told instanceof LinkWorld.Answer.NotNow later) {
            answer = Entrance.Answer.notNow("429", later.retryAfter());
        } else if (told instanceof LinkWorld.Answer.KeyRefused) {
            answer = Entrance.Answer.KEY_REFUSED;
        } else {
            answer = Entrance.Answer.LET_IN;
        }
    }

    @Override
    public void until(String what, BooleanSupplier holds) {
        assertThat(time.runUntil(holds, Duration.ofMinutes(1))).as(what).isTrue();
    }

    @Override
    public List<Envelope<UplinkMessage>> received() {
        return received;
    }

    @Override
    public int pings() {
        return pings;
    }

    @Override
    public int ended() {
        return ended;
    }

    @Override
    public void send(Envelope<DownlinkMessage> envelope) {
        connections.getLast().sendDown(envelope);
    }

    @Override
    public void end(CloseCode code, String reason) {
        connections.getLast().closeByController(code, reason);
    }

    @Override
    public void cut() {
        network.breakOff(connections.getLast().serial());
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
