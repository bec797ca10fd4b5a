package dev.sagfleet.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.link.DeviceLink;
import dev.sagfleet.agent.link.DeviceLinks;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.agent.timing.ManualLoop;
import dev.sagfleet.simulator.delay.TypicalDelays;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A fleet on a loop and on links of the test, with neither a socket nor a thread. */
class FleetTest {
    private static final Blueprint BLUEPRINT = FleetDefinition.demo(20, 1).blueprint();

    private final ManualLoop loop = new ManualLoop();

    /** What the controller has heard and when, in its order. */
    private final List<String> said = new ArrayList<>();

    @Test
    void allDevicesAreInSessionOnceTheyAreWelcomed() {
        Fleet fleet = start(1, 1);

        loop.pass(Duration.ofSeconds(1));

        assertThat(said).hasSize(BLUEPRINT.deviceCount());
        assertThat(count(fleet)).isEqualTo(BLUEPRINT.deviceCount());
    }

    @Test
    void theSameSeedMakesTheSameFleetDoTheSameAtTheSameTime() {
        assertThat(new FleetTest().aBadDay(1, 1)).isEqualTo(aBadDay(1, 1)).hasSizeGreaterThan(100);
    }

    @Test
    void anotherSeedMakesItComeBackAtOtherTimes() {
        assertThat(new FleetTest().aBadDay(2, 1)).isNotEqualTo(aBadDay(1, 1));
    }

    /** Otherwise a controller would take the counters of the second run for those of the first. */
    @Test
    void anotherRunNamesItsBootsOtherwiseAndDoesTheSameAtTheSameTimes() {
        List<String> other = new FleetTest().aBadDay(1, 2);
        List<String> first = aBadDay(1, 1);

        assertThat(boots(other)).doesNotContainAnyElementsOf(boots(first));
        assertThat(times(other)).isEqualTo(times(first));
    }

    /** The devices are cut off, switched off and on, and cut off again. */
    private List<String> aBadDay(long seed, long run) {
        Fleet fleet = start(seed, run);
        for (int hour = 0; hour < 3; hour++) {
            loop.pass(Duration.ofSeconds(90));
            fleet.cutAll();
            loop.pass(Duration.ofSeconds(90));
            BLUEPRINT.instances().stream()
                    .flatMap(instance -> instance.devices().stream())
                    .forEach(device -> fleet.with(device.serial(), Agent::powerCycle));
        }
        loop.pass(Duration.ofMinutes(10));
        assertThat(count(fleet)).isEqualTo(BLUEPRINT.deviceCount());
        return said;
    }

    private static List<String> boots(List<String> lines) {
        return lines.stream().map(line -> line.substring(line.lastIndexOf(' '))).toList();
    }

    private static List<String> times(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }

    private Fleet start(long seed, long run) {
        var ports = new FleetPorts(
                loop, loop, new WelcomingLinks(), new PassingStorage(), run);
        return Fleet.start(BLUEPRINT, seed, ports, KeptStates.NONE, Backoff.DEFAULT, TypicalDelays.TABLE);
    }

    private int count(Fleet fleet) {
        CompletableFuture<Integer> online = fleet.onlineCount();
        loop.pass(Duration.ofMillis(20));
        return online.join();
    }

    /** Links to a controller that welcomes everybody, and notices silence. */
    private final class WelcomingLinks implements DeviceLinks {
        @Override
        public DeviceLink of(DeviceLink.Owner owner) {
            return new WelcomingLink(owner);
        }

        @Override
        public boolean noticeSilence() {
            return true;
        }
    }

    private final class WelcomingLink implements DeviceLink {
        private final Owner owner;
        private boolean isUp;

        WelcomingLink(Owner owner) {
            this.owner = owner;
        }

        @Override
        public void connect(SerialNumber serial, DeviceKey key) {
            isUp = true;
            loop.execute(owner::opened);
        }

        @Override
        public void send(Envelope<UplinkMessage> envelope) {
            if (isUp && envelope.message() instanceof Hello hello) {
                said.add(loop.nanoTime() + " " + hello.serial() + ' ' + hello.bootId());
                var welcome = new Welcome(Duration.ofSeconds(30), Duration.ofSeconds(5));
                loop.execute(() -> owner.received(new Envelope<>(1, welcome)));
            }
        }

        @Override
        public void ping() {
            throw new AssertionError("pinged over links that notice silence");
        }

        @Override
        public void close() {
            if (isUp) {
                isUp = false;
                loop.execute(() -> owner.closed("closed", Duration.ZERO));
            }
        }
    }
}
