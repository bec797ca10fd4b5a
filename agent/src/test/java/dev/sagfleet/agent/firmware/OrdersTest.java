package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static dev.sagfleet.agent.firmware.Devices.OLD;
import static dev.sagfleet.agent.firmware.Devices.box;
import static dev.sagfleet.agent.firmware.Devices.cancelOrdered;
import static dev.sagfleet.agent.firmware.Devices.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareEffect.Persist;
import dev.sagfleet.agent.firmware.FirmwareEffect.Send;
import dev.sagfleet.agent.firmware.FirmwareEvent.Ordered;
import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import dev.sagfleet.agent.protocol.UplinkMessage;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a device makes of its orders: rules F1 and F21. */
class OrdersTest {
    private static final Release NEXT = Release.of("2.6.0");

    private final TestDevice device = box();

    private static Applied applied(long revision) {
        return new Applied("command-" + revision, Aspect.FIRMWARE, new Revision(revision));
    }

    /** One that is in the middle of a download. */
    private void download() {
        device.fate.downloads.add(Fate.HANGS);
        device.tell(ordered(NEW, "job", 1));
    }

    /** One whose new image runs and has yet to prove itself. */
    private void trial() {
        device.fate.reachesController = Devices::isNotNew;
        device.tell(ordered(NEW, "job", 1));
        assertThat(device.job().state()).isEqualTo(UpdateState.TRIAL);
    }

    private UplinkMessage lastSent() {
        return device.sent.get(device.sent.size() - 1);
    }

    @Test
    @DisplayName("an upgrade is applied once it is kept, whatever the device thinks of it")
    void anUpgradeIsAppliedOnceItIsKept() {
        var rejected = Release.order(Signer.forge(NEW.manifest()), "job", 1, 1, UpgradeWindow.ALWAYS, false);

        var effects = Firmware.step(device.setup, device.boot(), new Ordered(rejected), 0, device.nowMillis())
                .effects();

        assertThat(effects.get(0)).isInstanceOf(Persist.class);
        assertThat(effects.get(1)).isEqualTo(new Send(applied(1)));
        assertThat(((Persist) effects.get(0)).state().held()).isEqualTo(new AspectStatus(new Revision(1), false));
        device.tell(new Ordered(rejected));
        assertThat(device.job().state()).isEqualTo(UpdateState.REJECTED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.NOT_SIGNED);
    }

    @Test
    void theSameRevisionAgainIsAnsweredAndAnOlderOnePassedOver() {
        device.tell(ordered(NEW, "job", 2));
        int sent = device.sent.size();
        int writes = device.flash.writes();

        device.tell(ordered(NEW, "job", 2));
        assertThat(device.sent).hasSize(sent + 1).last().isEqualTo(applied(2));
        device.tell(ordered(NEXT, "other", 1));
        assertThat(device.sent).hasSize(sent + 1);
        assertThat(device.flash.writes()).isEqualTo(writes);
    }

    @Test
    @DisplayName("the same job and attempt under another revision is answered and changes nothing")
    void theSameAttemptAgainChangesNothing() {
        download();
        var before = device.job();

        device.tell(ordered(NEW, "job", 2));

        assertThat(lastSent()).isEqualTo(applied(2));
        assertThat(device.job()).isEqualTo(before);
        assertThat(device.fetches).hasSize(1);
        assertThat(device.flash.read().held().revision()).isEqualTo(new Revision(2));
    }

    @Test
    @DisplayName("an image that runs already is there, without a download")
    void anImageThatRunsAlreadyIsThere() {
        device.tell(ordered(NEW, "job", 1));
        device.tell(ordered(NEW, "other", 2));

        assertThat(device.job().order().job()).isEqualTo("other");
        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
        assertThat(device.fetches).hasSize(1);
        assertThat(device.starts).hasSize(2);
    }

    @Test
    @DisplayName("F21 a cancel is taken before the slot is touched, and ends the download")
    void aCancelIsTaken() {
        download();

        device.tell(cancelOrdered("job", 2));
        device.tell(new FirmwareEvent.Fetched(TestDevice.at(Release.SIZE)));

        assertThat(device.sent).contains(applied(2));
        assertThat(device.job().state()).isEqualTo(UpdateState.CANCELED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.CANCELED);
        assertThat(device.state().slots().b()).isEqualTo(SlotState.EMPTY);
        assertThat(device.runs()).isEqualTo(OLD.digest());
    }

    @ParameterizedTest
    @EnumSource(
            value = UpdateState.class,
            names = {"OFFERED", "WAIT_DOWNLOAD", "DOWNLOADING", "VERIFYING", "STAGED", "WAIT_ACTIVATE"})
    @DisplayName("F21 a cancel is taken up to WAIT_ACTIVATE")
    void aCancelIsTakenUpToWaitActivate(UpdateState state) {
        download();
        device.become(device.boot().with(device.state().with(device.job().in(state))));

        device.tell(cancelOrdered("job", 2));

        assertThat(device.job().state()).isEqualTo(UpdateState.CANCELED);
    }

    @ParameterizedTest
    @EnumSource(
            value = UpdateState.class,
            names = {"INSTALLING", "ARMED", "TRIAL"})
    @DisplayName("F21 a cancel is refused from INSTALLING on, with the true state, and nothing of the job changes")
    void aCancelIsRefusedFromInstallingOn(UpdateState state) {
        download();
        device.become(device.boot().with(device.state().with(device.job().in(state))));
        var before = device.job();

        device.tell(cancelOrdered("job", 2));

        assertThat(device.sent)
                .contains(new Refused(
                        "command-2",
                        Aspect.FIRMWARE,
                        new Revision(2),
                        new Refusal(Refusal.Reason.UPGRADE_UNDER_WAY, state.name(), "WAIT_ACTIVATE or earlier")));
        assertThat(device.job()).isEqualTo(before);
        assertThat(device.flash.read().held()).isEqualTo(new AspectStatus(new Revision(2), true));
    }

    @Test
    @DisplayName("F21 a cancel that was refused is taken as done when it comes again after the end")
    void aRefusedCancelIsDoneAfterTheEnd() {
        trial();
        device.connect();
        device.tell(cancelOrdered("job", 2));
        device.fate.reachesController = digest -> true;
        device.connect();
        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);

        device.tell(cancelOrdered("job", 2));

        assertThat(device.sent).contains(applied(2));
        assertThat(device.state().held()).isEqualTo(new AspectStatus(new Revision(2), false));
        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    @DisplayName("F21 a cancel that crosses the result is answered with the result")
    void aCancelThatCrossesTheResultIsAnsweredWithIt() {
        device.tell(ordered(NEW, "job", 1));

        device.tell(cancelOrdered("job", 2));

        assertThat(device.sent.get(device.sent.size() - 2)).isEqualTo(applied(2));
        assertThat(((FirmwareProgress) lastSent()).state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    void aCancelOfAnUnknownJobIsApplied() {
        download();

        device.tell(cancelOrdered("another", 2));

        assertThat(lastSent()).isEqualTo(applied(2));
        assertThat(device.job().state()).isEqualTo(UpdateState.DOWNLOADING);
    }

    @Test
    @DisplayName("F21 another job takes the place of one that has touched nothing, once the controller knows its end")
    void anotherJobTakesThePlace() {
        device.fate.controllerRecords = false;
        download();

        device.tell(ordered(NEXT, "other", 2));
        assertThat(device.job().state()).isEqualTo(UpdateState.CANCELED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.SUPERSEDED);
        assertThat(device.flash.read().next().orElseThrow().job()).isEqualTo("other");
        assertThat(device.fetches).hasSize(1);

        device.connect();

        assertThat(device.job().order().job()).isEqualTo("other");
        assertThat(device.runs()).isEqualTo(NEXT.digest());
    }

    @Test
    @DisplayName("F21 one job a device: a new one waits for the end of the trial, over power cuts too")
    void aNewJobWaitsForTheEndOfTheTrial() {
        trial();
        device.tell(ordered(NEXT, "other", 2));
        device.powerOn();
        assertThat(device.job().order().job()).isEqualTo("job");
        assertThat(device.runs()).isEqualTo(NEW.digest());

        device.fate.reachesController = digest -> true;
        device.connect();
        device.settle();

        assertThat(device.job().order().job()).isEqualTo("other");
        assertThat(device.runs()).isEqualTo(NEXT.digest());
    }

    @Test
    @DisplayName("F21 a job that waits for the end of a trial can be cancelled")
    void aJobThatWaitsCanBeCancelled() {
        trial();
        device.tell(ordered(NEXT, "other", 2));
        device.tell(cancelOrdered("other", 3));
        assertThat(device.sent).contains(applied(3));

        device.fate.reachesController = digest -> true;
        device.connect();

        assertThat(device.state().next()).isEmpty();
        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    @DisplayName("an end that is acknowledged only by the answer to the next Hello lets the next job begin there")
    void theAnswerToTheHelloAcknowledges() {
        device.fate.controllerRecords = false;
        device.tell(ordered(NEW, "job", 1));
        device.tell(ordered(NEXT, "other", 2));
        assertThat(device.job().order().job()).isEqualTo("job");

        device.disconnect();
        device.connect();

        assertThat(device.job().order().job()).isEqualTo("other");
    }

    @Test
    @DisplayName("F1 a manifest withdraws keys once it is accepted, and not the key that it is signed with")
    void aManifestWithdrawsKeys() {
        device.fate.downloads.add(Fate.HANGS);
        device.tell(ordered(NEW.signedBy(Signer.SPARE, Signer.PRIMARY, "unheard of"), "job", 1));
        device.powerOn();
        assertThat(device.state().withdrawnKeys()).containsExactly(Signer.PRIMARY);
        device.tell(cancelOrdered("job", 2));

        device.tell(ordered(NEXT, "other", 3));
        assertThat(device.job().code()).isEqualTo(UpdateCode.NOT_SIGNED);
        device.tell(ordered(NEXT.signedBy(Signer.SPARE), "another", 4));
        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    void anOrderForAWindowThatIsOverHasFailed() {
        var over = new UpgradeWindow(TestDevice.BEGIN_MILLIS - 2000, TestDevice.BEGIN_MILLIS);
        device.tell(new Ordered(NEW.order("job", 1, 1, over, false)));

        assertThat(device.job().state()).isEqualTo(UpdateState.FAILED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.OUTSIDE_WINDOW);
        device.pass(Duration.ofDays(1));
        assertThat(device.fetches).isEmpty();
    }
}
