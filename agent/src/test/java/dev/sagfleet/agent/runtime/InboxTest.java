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
import dev.sagfleet.agent.timing.Timed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final DownlinkMessage WELCOME = new Welcome(Duration.ofSeconds(30), Duration.ofSeconds(5));
    private static final DownlinkMessage DISSOCIATE = new Dissociate("d", new Revision(1));
    private static final DownlinkMessage ROLE = new ChangeRole("r", new Revision(1), HaRole.STANDBY);

    /** A dissociation takes 100, another bandwidth 10, everything else nothing. */
    private final Inbox slow = new Inbox((occasion, attempt) -> switch (occasion) {
        case DISSOCIATE -> 100;
        case CHANGE_BANDWIDTH -> 10;
        default -> 0;
    });

    private final List<DownlinkMessage> delivered = new ArrayList<>();

    @Test
    void withoutDelaysNothingIsKept() {
        Inbox instant = new Inbox(Delays.NONE);

        assertThat(instant.keep(DISSOCIATE, 0)).isFalse();
        assertThat(instant.draw(Occasion.BOOT)).isZero();
        assertThat(instant.dueAtNanos()).isEqualTo(Timed.NEVER);
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
        assertThat(slow.dueAtNanos()).isEqualTo(Timed.NEVER);
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
        assertThat(slow.dueAtNanos()).isEqualTo(Timed.NEVER);
    }

    @Test
    void whatIsTooMuchIsLost() {
        for (int revision = 1; revision <= 2 * Inbox.WAITING_MAX; revision++) {
            assertThat(slow.keep(bandwidth(revision), 0)).isTrue();
        }

        for (long now = 0; slow.dueAtNanos() != Timed.NEVER; now += 10) {
            slow.deliver(now, delivered::add);
        }
        assertThat(delivered).hasSize(Inbox.WAITING_MAX).endsWith(bandwidth(Inbox.WAITING_MAX));
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
        Map<Occasion, List<Long>> drawn = new EnumMap<>(Occasion.class);
        Inbox counted = new Inbox((occasion, attempt) -> {
            drawn.computeIfAbsent(occasion, first -> new ArrayList<>()).add(attempt);
            return 1;
        });

        for (int i = 0; i < 1500; i++) {
            counted.draw(Occasion.BOOT);
            counted.draw(Occasion.CHANGE_ROLE);
        }
        counted.draw(Occasion.CONNECT);

        assertThat(drawn.get(Occasion.BOOT))
                .startsWith(0L, 1L, 2L)
                .endsWith(1499L % 1024)
                .isEqualTo(drawn.get(Occasion.CHANGE_ROLE));
        assertThat(drawn.get(Occasion.CONNECT)).containsExactly(0L);
    }

    private static DownlinkMessage bandwidth(int revision) {
        return new ChangeBandwidth("b" + revision, new Revision(revision), Bandwidth.ofMegabits(10));
    }
}
