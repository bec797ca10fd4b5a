package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static dev.sagfleet.agent.firmware.Devices.box;
import static dev.sagfleet.agent.firmware.Devices.broken;
import static dev.sagfleet.agent.firmware.Devices.fetchFailed;
import static dev.sagfleet.agent.firmware.Devices.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareEvent.LinkGiven;
import dev.sagfleet.agent.firmware.FirmwareEvent.Ordered;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a download waits for: another link, its turn, a pause, its window. Rule F6, and stories A6, A7 and A15. */
class DownloadWaitsTest {
    private static final FetchFailure EXPIRED = new FetchFailure.LinkExpired();
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final TestDevice device = box();

    private void order() {
        device.tell(ordered(NEW, "job", 1));
    }

    @Test
    @DisplayName("F6 an expired link is asked for anew, and the transfer goes on from the same byte (A7)")
    void anExpiredLinkIsAskedForAnew() {
        for (int i = 1; i <= 20; i++) {
            device.fate.downloads.add(fetchFailed(EXPIRED, i * 10_000L));
        }
        order();
        for (int i = 1; i <= 20; i++) {
            assertThat(device.sent).contains(new LinkWanted("job", 1));
            device.tell(new LinkGiven(new DownloadLink("job", 1, "/firmware/next?n=" + i)));
        }

        assertThat(device.fetches).hasSize(21).last().isEqualTo(TestDevice.at(200_000));
        assertThat(device.job().tries().transport()).isZero();
        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    @DisplayName("F6 a controller whose links have expired when they come is given up after ten of them")
    void linksThatComeExpiredAreGivenUp() {
        for (int i = 0; i < 100; i++) {
            device.fate.downloads.add(fetchFailed(EXPIRED, 0));
        }
        order();
        for (int i = 0; i < Downloading.TRIES_MAX; i++) {
            device.tell(new LinkGiven(new DownloadLink("job", 1, "/firmware/next?n=" + i)));
            device.pass(Duration.ofMinutes(10));
        }

        assertThat(device.job().state()).isEqualTo(UpdateState.FAILED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.UNREACHABLE);
    }

    @Test
    @DisplayName("F6 a link that expired while the line was down is asked for in the next session")
    void aLinkIsAskedForInTheNextSession() {
        device.fate.downloads.add(broken(57));
        order();
        device.disconnect();
        device.fate.downloads.add(fetchFailed(EXPIRED, 57));
        device.pass(Duration.ofHours(1));
        assertThat(device.fetches).as("nobody to ask").hasSize(1);

        device.connect();

        assertThat(device.sent).contains(new LinkWanted("job", 1));
    }

    @Test
    @DisplayName("F6 a controller in session that never answers with a link is given up after ten times (A6b)")
    void aLinkThatNeverComesIsGivenUp() {
        device.fate.downloads.add(fetchFailed(EXPIRED, 0));
        order();
        device.pass(Duration.ofMinutes(20));

        assertThat(device.sent).filteredOn(LinkWanted.class::isInstance).hasSize(Downloading.TRIES_MAX);
        assertThat(device.job().code()).isEqualTo(UpdateCode.UNREACHABLE);
    }

    @Test
    @DisplayName("F6 503 with Retry-After waits that long, and counts nothing, however often")
    void aBusyControllerCountsNothing() {
        var busy = new FetchFailure.Busy(Duration.ofMinutes(5));
        for (int i = 0; i < 50; i++) {
            device.fate.downloads.add(fetchFailed(busy, 0));
        }
        order();

        device.pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(device.fetches).hasSize(1);
        device.pass(Duration.ofMinutes(5 * 50));
        assertThat(device.fetches).hasSize(51);
        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    @DisplayName("F6 pauses double from 10 s to 10 min, up to twice as long from device to device")
    void pausesDouble() {
        for (int i = 0; i < 9; i++) {
            device.fate.downloads.add(broken(0));
        }
        order();
        long[] seconds = {10, 20, 40, 80, 160, 320, 600, 600, 600};
        for (int i = 0; i < seconds.length; i++) {
            assertThat(device.fetches).hasSize(i + 1);
            device.pass(Duration.ofSeconds(seconds[i]).minusNanos(1));
            assertThat(device.fetches).hasSize(i + 1);
            device.pass(Duration.ofNanos(1));
        }

        assertThat(new FirmwareSetup(Devices.BOX.model(), Signer.KEYS, 0, 500).pause(Duration.ofSeconds(10)))
                .isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    @DisplayName("a pause is kept over a power cut, and a clock that is set back does not make it longer (A15)")
    void aPauseIsKept() {
        device.fate.downloads.add(fetchFailed(new FetchFailure.Busy(Duration.ofMinutes(5)), 0));
        order();
        device.powerOn();
        assertThat(device.job().state()).isEqualTo(UpdateState.WAIT_DOWNLOAD);
        assertThat(device.fetches).hasSize(1);

        device.setClock(0);
        device.powerOn();

        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    @DisplayName("a clock that is set forth ends a pause, whatever comes before its timer goes off")
    void aPauseEndsWithAClockThatIsSetForth() {
        device.fate.downloads.add(fetchFailed(new FetchFailure.Busy(Duration.ofMinutes(5)), 0));
        order();
        device.setClock(device.nowMillis() + 6 * 60_000);
        order();

        device.pass(Duration.ofSeconds(1));

        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    void aDownloadWaitsForItsWindow() {
        var window = new UpgradeWindow(TestDevice.BEGIN_MILLIS + HOUR, TestDevice.BEGIN_MILLIS + 2 * HOUR);
        device.tell(new Ordered(NEW.order("job", 1, 1, window, false)));
        assertThat(device.job().state()).isEqualTo(UpdateState.WAIT_DOWNLOAD);

        device.powerOn();
        device.pass(Duration.ofHours(1).minusMillis(1));
        assertThat(device.fetches).isEmpty();
        device.pass(Duration.ofMillis(1));

        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    void aDownloadThatIsNotOverWhenItsWindowClosesHasFailed() {
        var window = new UpgradeWindow(TestDevice.BEGIN_MILLIS, TestDevice.BEGIN_MILLIS + HOUR);
        for (int i = 0; i < 100; i++) {
            device.fate.downloads.add(fetchFailed(new FetchFailure.Busy(Duration.ofMinutes(7)), i));
        }
        device.tell(new Ordered(NEW.order("job", 1, 1, window, false)));

        device.pass(Duration.ofHours(1));

        assertThat(device.job().state()).isEqualTo(UpdateState.FAILED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.OUTSIDE_WINDOW);
        assertThat(device.state().slots().b()).isEqualTo(SlotState.EMPTY);
    }
}
