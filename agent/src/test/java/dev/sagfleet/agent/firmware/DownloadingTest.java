package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static dev.sagfleet.agent.firmware.Devices.box;
import static dev.sagfleet.agent.firmware.Devices.broken;
import static dev.sagfleet.agent.firmware.Devices.fetchFailed;
import static dev.sagfleet.agent.firmware.Devices.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules F5, F6 and F8, and stories A5 and A6: what is there is gone on with, and what brings nothing is counted. */
class DownloadingTest {

    private final TestDevice device = box();

    private void order() {
        device.tell(ordered(NEW, "job", 1));
    }

    @Test
    @DisplayName("F5 a download is written down every 4 MiB, with the state of its hash")
    void aDownloadIsWrittenDown() {
        order();

        assertThat(device.kept)
                .extracting(state -> state.job().map(UpgradeJob::checkpoint).orElse(Checkpoint.START))
                .contains(TestDevice.at(Firmware.CHECKPOINT_BYTES), TestDevice.at(2 * Firmware.CHECKPOINT_BYTES));
        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    @DisplayName("F5 a stream that closes at byte 57 is gone on with there, and not staged (A5a)")
    void aBrokenStreamIsGoneOnWith() {
        device.fate.downloads.add(broken(57));
        order();

        assertThat(device.job().state()).isEqualTo(UpdateState.WAIT_DOWNLOAD);
        assertThat(device.flash.read().job().orElseThrow().checkpoint().bytes()).isEqualTo(57);

        device.pass(Duration.ofSeconds(10));

        assertThat(device.fetches).containsExactly(Checkpoint.START, TestDevice.at(57));
        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    @DisplayName("F5 what is no rest of the image is discarded, and it starts from zero (A5d, A5e)")
    void otherContentIsDiscarded() {
        device.fate.downloads.add(broken(5_000_000));
        device.fate.downloads.add(fetchFailed(new FetchFailure.OtherContent(), 5_000_000));
        order();

        device.pass(Duration.ofSeconds(10));
        device.pass(Duration.ofSeconds(10));

        assertThat(device.fetches).containsExactly(Checkpoint.START, TestDevice.at(5_000_000), Checkpoint.START);
        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    @DisplayName("F5 a file of which all bytes are there is verified without a request (A5c)")
    void aCompleteFileIsVerifiedWithoutARequest() {
        device.fate.downloads.add(broken(Release.SIZE));
        order();

        device.pass(Duration.ofSeconds(10));

        assertThat(device.fetches).hasSize(1);
        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    @DisplayName("F5 a wrong digest is thrown away and fetched again, three times at most, and never installed (A5)")
    void aWrongDigestIsNeverInstalled() {
        for (int i = 0; i < Activation.TRIES_MAX; i++) {
            device.fate.found.add(Digest.ofText("wrong " + i));
        }
        order();
        device.settle();

        assertThat(device.fetches).containsOnly(Checkpoint.START).hasSize(Activation.TRIES_MAX);
        assertThat(device.job().state()).isEqualTo(UpdateState.FAILED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.CORRUPT);
        assertThat(device.state().slots().b()).isEqualTo(SlotState.EMPTY);
    }

    @Test
    @DisplayName("F6 ten downloads in a row that bring no new byte end the attempt; one that does counts anew")
    void downloadsThatBringNothingAreCounted() {
        for (int i = 0; i < 9; i++) {
            device.fate.downloads.add(broken(0));
        }
        device.fate.downloads.add(broken(100));
        for (int i = 0; i < 10; i++) {
            device.fate.downloads.add(broken(100));
        }
        order();
        device.settle();

        assertThat(device.fetches).hasSize(20);
        assertThat(device.job().state()).isEqualTo(UpdateState.FAILED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.INCOMPLETE);
    }

    @Test
    @DisplayName("F6 a server that always begins anew and breaks before anything new is given up")
    void aServerThatAlwaysBeginsAnewIsGivenUp() {
        device.fate.downloads.add(broken(100));
        for (int i = 0; i < 20; i++) {
            device.fate.downloads.add(broken(i % 2 == 0 ? 40 : 90));
        }
        order();
        device.settle();

        assertThat(device.fetches).hasSize(11);
        assertThat(device.job().code()).isEqualTo(UpdateCode.INCOMPLETE);
    }

    @Test
    @DisplayName("F6 what will not pass ends the attempt at once (A6a)")
    void whatWillNotPassEndsTheAttempt() {
        device.fate.downloads.add(fetchFailed(new FetchFailure.Denied(UpdateCode.NO_SUCH_IMAGE), 57));
        order();

        assertThat(device.fetches).hasSize(1);
        assertThat(device.job().state()).isEqualTo(UpdateState.FAILED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.NO_SUCH_IMAGE);
    }

    @Test
    @DisplayName("F8 a line that is down for days costs no try")
    void aLineThatIsDownCostsNothing() {
        for (int i = 0; i < 30; i++) {
            device.fate.downloads.add(Fate.HANGS);
        }
        order();
        for (int i = 1; i <= 30; i++) {
            assertThat(device.fetches).hasSize(i);
            device.disconnect();
            device.tell(broken(0));
            device.pass(Duration.ofDays(1));
            device.connect();
        }

        assertThat(device.job().tries().transport()).isZero();
        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    @DisplayName("F8 a power cut goes on from the checkpoint, and costs no try and no attempt")
    void aPowerCutGoesOnFromTheCheckpoint() {
        device.fate.downloads.add(broken(0));
        device.fate.downloads.add(broken(Firmware.CHECKPOINT_BYTES + 5));
        order();
        device.pass(Duration.ofSeconds(10));
        var before = device.job();

        for (int i = 0; i < 20; i++) {
            device.powerOn();
        }

        assertThat(device.job().tries()).isEqualTo(before.tries());
        assertThat(device.job().order().attempt()).isEqualTo(1);
        device.pass(Duration.ofMinutes(1));
        assertThat(device.fetches).last().isEqualTo(TestDevice.at(Firmware.CHECKPOINT_BYTES + 5));
        assertThat(device.runs()).isEqualTo(NEW.digest());
    }
}
