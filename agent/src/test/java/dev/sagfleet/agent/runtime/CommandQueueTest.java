package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.timing.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandQueueTest {
    private static final DownlinkMessage WELCOME = new Welcome(Duration.ofSeconds(30), Duration.ofSeconds(5));
    private static final DownlinkMessage DISSOCIATE = new Dissociate("d", new Revision(1));
    private static final DownlinkMessage ROLE = new ChangeRole("r", new Revision(1), HaRole.STANDBY);

    /** A dissociation takes 100, another bandwidth 10, everything else nothing. */
    private final CommandQueue slow = new CommandQueue((point, attempt) -> switch (point) {
        case DISSOCIATE -> 100;
        case CHANGE_BANDWIDTH -> 10;
        default -> 0;
    });

    private final List<DownlinkMessage> delivered = new ArrayList<>();

    @Test
    void withoutDelaysNothingIsKept() {
        CommandQueue instant = new CommandQueue(Delays.NONE);

        assertThat(instant.keep(DISSOCIATE, 0)).isFalse();
        assertThat(instant.draw(DelayPoint.BOOT)).isZero();
        assertThat(instant.dueAtNanos()).isEqualTo(Timer.NEVER);
    }

    @Test
    void whatTakesNoTimeIsNotKept() {
        assertThat(slow.keep(WELCOME, 0)).isFalse();
        assertThat(slow.keep(ROLE, 0)).isFalse();
    }

    @Test
    void aMessageIsDueAfterItsDelayAndNotBefore() {
        assertThat(slow.keep(DISSOCIATE, 1000)).isTrue();
        assertThat(slow.dueAtNanos()).isEqualTo(1100);

        slow.deliver(1099, delivered::add);
        assertThat(delivered).isEmpty();

        slow.deliver(1100, delivered::add);
        assertThat(delivered).containsExactly(DISSOCIATE);
        assertThat(slow.dueAtNanos()).isEqualTo(Timer.NEVER);
    }

    @Test
    void oneComesAfterTheOtherEachInItsOwnTime() {
        slow.keep(DISSOCIATE, 0);
        slow.keep(bandwidth(1), 50);
        slow.keep(ROLE, 60);

        slow.deliver(105, delivered::add);
        assertThat(delivered).containsExactly(DISSOCIATE);
        assertThat(slow.dueAtNanos()).isEqualTo(115);

        slow.deliver(115, delivered::add);
        assertThat(delivered).containsExactly(DISSOCIATE, bandwidth(1), ROLE);
    }

    @Test
    void whatIsSentAgainBecauseTheDeviceIsSlowIsNotDoneTwice() {
        slow.keep(DISSOCIATE, 0);
        slow.keep(bandwidth(1), 1);

        assertThat(slow.keep(DISSOCIATE, 20)).isTrue();
        assertThat(slow.keep(bandwidth(1), 20)).isTrue();

        slow.deliver(100, delivered::add);
        slow.deliver(1000, delivered::add);
        assertThat(delivered).containsExactly(DISSOCIATE, bandwidth(1));
        assertThat(slow.dueAtNanos()).isEqualTo(Timer.NEVER);
    }

    @Test
    void whatIsTooMuchIsLost() {
        for (int revision = 1; revision <= 2 * CommandQueue.WAITING_MAX; revision++) {
            assertThat(slow.keep(bandwidth(revision), 0)).isTrue();
        }

        for (long now = 0; slow.dueAtNanos() != Timer.NEVER; now += 10) {
            slow.deliver(now, delivered::add);
        }
        assertThat(delivered).hasSize(CommandQueue.WAITING_MAX).endsWith(bandwidth(CommandQueue.WAITING_MAX));
    }

    @Test
    void theEndOfTheConnectionIsTheEndOfWhatItBrought() {
        slow.keep(DISSOCIATE, 0);
        slow.keep(bandwidth(1), 0);

        slow.clear();

        slow.deliver(1000, delivered::add);
        assertThat(delivered).isEmpty();
        assertThat(slow.keep(bandwidth(2), 2000)).isTrue();
        assertThat(slow.dueAtNanos()).isEqualTo(2010);
    }

    @Test
    void eachOccasionHasItsOwnAttempts() {
        Map<DelayPoint, List<Long>> drawn = new EnumMap<>(DelayPoint.class);
        CommandQueue counted = new CommandQueue((point, attempt) -> {
            drawn.computeIfAbsent(point, first -> new ArrayList<>()).add(attempt);
            return 1;
        });

        for (int i = 0; i < 1500; i++) {
            counted.draw(DelayPoint.BOOT);
            counted.draw(DelayPoint.CHANGE_ROLE);
        }
        counted.draw(DelayPoint.CONNECT);

        assertThat(drawn.get(DelayPoint.BOOT))
                .startsWith(0L, 1L, 2L)
                .endsWith(1499L % 256)
                .isEqualTo(drawn.get(DelayPoint.CHANGE_ROLE));
        assertThat(drawn.get(DelayPoint.CONNECT)).containsExactly(0L);
    }

    private static DownlinkMessage bandwidth(int revision) {
        return new ChangeBandwidth("b" + revision, new Revision(revision), Bandwidth.ofMegabits(10));
    }
}
