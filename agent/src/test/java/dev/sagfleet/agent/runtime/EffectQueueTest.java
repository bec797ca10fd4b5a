package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.device.Device;
import dev.sagfleet.agent.device.DeviceEffect;
import dev.sagfleet.agent.device.DeviceEffect.Persist;
import dev.sagfleet.agent.device.DeviceEffect.Reboot;
import dev.sagfleet.agent.device.DeviceEffect.Send;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.shaping.Rates;
import dev.sagfleet.agent.timing.ManualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EffectQueueTest {
    private static final DeviceState STATE = DeviceState.factory(DeviceModel.SAG_1000, FirmwareVersion.parse("2.4.0"));
    private static final Send APPLIED = new Send(new Applied("c", Aspect.BANDWIDTH, new Revision(1)));

    private final SlowFlash world = new SlowFlash();

    @Test
    void nothingIsSaidBeforeItIsKept() {
        world.add(new Persist(STATE), Device.shape(STATE), APPLIED);

        assertThat(world.done).containsExactly("persist");

        world.kept();

        assertThat(world.done).containsExactly("persist", "shape", "send");
    }

    @Test
    void whatComesWhileTheFlashIsBusyWaitsItsTurn() {
        world.add(new Persist(STATE), APPLIED);
        world.add(new Reboot());

        world.kept();

        assertThat(world.done).containsExactly("persist", "send", "reboot");
    }

    @Test
    void eachThingThatIsKeptHoldsTheNextBack() {
        world.add(new Persist(STATE), new Persist(STATE), APPLIED);

        world.kept();
        assertThat(world.done).containsExactly("persist", "persist");

        world.kept();
        assertThat(world.done).containsExactly("persist", "persist", "send");
    }

    @Test
    void whatIsForgottenIsNeverDone() {
        world.add(new Persist(STATE), APPLIED);

        world.queue.clear();
        world.add(new Reboot());

        assertThat(world.done).containsExactly("persist", "reboot");
    }

    @Test
    void whatWasSavedBeforeAllWasForgottenLetsNothingRun() {
        world.add(new Persist(STATE), APPLIED);
        CompletableFuture<String> before = world.saving;

        world.queue.clear();
        world.add(new Persist(STATE), APPLIED);
        before.complete("kept");

        assertThat(world.done).containsExactly("persist", "persist");
    }

    /** Holds effects back until the test says that its flash is done. */
    private static final class SlowFlash implements DeviceEffect.Handler {
        private final EffectQueue queue = new EffectQueue();
        private final List<String> done = new ArrayList<>();
        private CompletableFuture<String> saving = new CompletableFuture<>();

        private void add(DeviceEffect... effects) {
            queue.add(Stream.of(effects)
                    .<Runnable>map(effect -> () -> effect.runOn(this))
                    .toList());
        }

        private void kept() {
            saving.complete("kept");
        }

        @Override
        public void persist(DeviceState state) {
            done.add("persist");
            saving = new CompletableFuture<>();
            queue.holdWhile(saving, new ManualLoop(), failure -> {});
        }

        @Override
        public void shape(Rates rates, boolean forwarding) {
            done.add("shape");
        }

        @Override
        public void send(UplinkMessage message) {
            done.add("send");
        }

        @Override
        public void openSession(Welcome welcome) {
            done.add("openSession");
        }

        @Override
        public void reboot() {
            done.add("reboot");
        }
    }
}
