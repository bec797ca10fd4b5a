package dev.sagfleet.controller.session;

import static dev.sagfleet.controller.session.SessionSamples.BANDWIDTH;
import static dev.sagfleet.controller.session.SessionSamples.EPOCH;
import static dev.sagfleet.controller.session.SessionSamples.FIRMWARE;
import static dev.sagfleet.controller.session.SessionSamples.LINK_WANTED;
import static dev.sagfleet.controller.session.SessionSamples.NOW;
import static dev.sagfleet.controller.session.SessionSamples.PROGRESS;
import static dev.sagfleet.controller.session.SessionSamples.SECOND;
import static dev.sagfleet.controller.session.SessionSamples.SERIAL;
import static dev.sagfleet.controller.session.SessionSamples.TIMING;
import static dev.sagfleet.controller.session.SessionSamples.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareReport.SlotReport;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.controller.session.Session.Step;
import dev.sagfleet.controller.session.SessionEffect.Close;
import dev.sagfleet.controller.session.SessionEffect.IssueLink;
import dev.sagfleet.controller.session.SessionEffect.RecordAnswer;
import dev.sagfleet.controller.session.SessionEffect.RecordLeft;
import dev.sagfleet.controller.session.SessionEffect.RecordProgress;
import dev.sagfleet.controller.session.SessionEffect.SendCommand;
import dev.sagfleet.controller.session.SessionEffect.SendNotice;
import dev.sagfleet.controller.session.SessionState.Admitting;
import dev.sagfleet.controller.session.SessionState.Closed;
import dev.sagfleet.controller.session.SessionState.Greeting;
import dev.sagfleet.controller.session.SessionState.Online;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a session does about upgrades and boots. */
class SessionUpgradeTest {
    private static final EncodedCommand UPGRADE = EncodedCommand.of(new Upgrade(
            "u",
            new Revision(1),
            "fw-1",
            1,
            new SignedManifest("{}", Base64.getEncoder().encodeToString(new byte[64])),
            "/firmware/1",
            UpgradeWindow.ALWAYS,
            Duration.ofMinutes(10),
            false));
    private static final EncodedCommand REBOOT = EncodedCommand.of(new Reboot("r", new Revision(1)));
    private static final EncodedCommand CANCEL = EncodedCommand.of(new CancelUpgrade("c", new Revision(2), "fw-1"));

    private static final ProgressRecorded RECORDED = new ProgressRecorded("fw-1", 1);
    private static final DownloadLink LINK = new DownloadLink("fw-1", 1, "/firmware/2");

    /** Knows upgrades. */
    private static Hello hello(boolean knowsUpgrades, Holdings held) {
        var slot = new SlotReport(SlotStatus.GOOD, Optional.of(FIRMWARE), Optional.of(Digest.ofText("old")));
        Optional<FirmwareReport> report = knowsUpgrades
                ? Optional.of(new FirmwareReport(slot, SlotReport.EMPTY, FirmwareReport.Slot.A, Optional.empty()))
                : Optional.empty();
        return new Hello(SERIAL, Optional.empty(), DeviceModel.SAG_1000, FIRMWARE, "boot-1", held, report, false);
    }

    private static Step admit(Hello hello, EncodedCommand... desired) {
        return step(new Admitting(hello), new SessionEvent.Admitted(EPOCH, List.of(desired)));
    }

    private static Online online(boolean knowsUpgrades) {
        return (Online) admit(hello(knowsUpgrades, Holdings.NONE)).next();
    }

    private static Step step(SessionState state, SessionEvent event) {
        return Session.step(SERIAL, TIMING, state, event, NOW);
    }

    private static List<EncodedCommand> sent(Step step) {
        return step.effects().stream()
                .filter(SendCommand.class::isInstance)
                .map(effect -> ((SendCommand) effect).command())
                .toList();
    }

    @Test
    void onlyWhoKnowsUpgradesIsToldToUpgradeAndToBoot() {
        assertThat(sent(admit(hello(true, Holdings.NONE), BANDWIDTH, UPGRADE, REBOOT)))
                .containsExactly(BANDWIDTH, UPGRADE, REBOOT);
        assertThat(sent(admit(hello(false, Holdings.NONE), BANDWIDTH, UPGRADE, REBOOT)))
                .containsExactly(BANDWIDTH);

        for (EncodedCommand command : List.of(UPGRADE, REBOOT, CANCEL)) {
            assertThat(sent(step(online(true), new SessionEvent.DesiredChanged(command))))
                    .containsExactly(command);
            Step step = step(online(false), new SessionEvent.DesiredChanged(command));
            assertThat(sent(step)).isEmpty();
            assertThat(((Online) step.next()).unanswered()).isEmpty();
        }
    }

    @Test
    @DisplayName("F13 the Welcome says that the controller was away")
    void theWelcomeSaysThatTheControllerWasAway() {
        Step step = step(new Admitting(hello(true, Holdings.NONE)), new SessionEvent.Admitted(EPOCH, List.of(), true));

        assertThat(step.effects())
                .containsExactly(new SessionEffect.SendWelcome(
                        EPOCH, new Welcome(TIMING.keepAlive(), TIMING.telemetry(), true)));
    }

    @Test
    void whatADeviceHoldsItIsNotTold() {
        Holdings held = Holdings.NONE
                .with(Aspect.FIRMWARE, new AspectStatus(new Revision(1), false))
                .with(Aspect.POWER, new AspectStatus(new Revision(1), false));

        assertThat(sent(admit(hello(true, held), UPGRADE, REBOOT))).isEmpty();
    }

    @Test
    void whatADeviceSaysOfItsJobsIsRecordedAndALinkFound() {
        Online online = online(true);

        assertThat(step(online, received(EPOCH, PROGRESS)).effects()).containsExactly(new RecordProgress(PROGRESS));
        assertThat(step(online, received(EPOCH, LINK_WANTED)).effects()).containsExactly(new IssueLink(LINK_WANTED));
        assertThat(step(online, received(EPOCH - 1, PROGRESS)).effects()).isEmpty();
        assertThat(step(online, received(EPOCH - 1, LINK_WANTED)).effects()).isEmpty();
    }

    @Test
    void whatIsRecordedIsAcknowledgedAndALinkSentInSessionAlone() {
        var kept = new SessionEvent.ProgressKept(RECORDED);
        var issued = new SessionEvent.LinkIssued(LINK);

        assertThat(step(online(true), kept).effects()).containsExactly(new SendNotice(EPOCH, RECORDED));
        assertThat(step(online(true), issued).effects()).containsExactly(new SendNotice(EPOCH, LINK));
        for (SessionState other :
                List.of(new Greeting(NOW + SECOND), new Admitting(hello(true, Holdings.NONE)), new Closed())) {
            assertThat(step(other, kept)).isEqualTo(new Step(other, List.of()));
            assertThat(step(other, issued)).isEqualTo(new Step(other, List.of()));
        }
    }

    @Test
    void whoSaysSomethingOfItsJobsBeforeItsHelloIsSentAway() {
        Step step = step(new Greeting(NOW + SECOND), received(0, PROGRESS));

        assertThat(step.effects()).containsExactly(new Close(CloseCode.OUT_OF_ORDER, "the first message is a Hello"));
    }

    @Test
    void whoRefusesAnUpgradeOrARebootIsSentAway() {
        for (EncodedCommand command : List.of(UPGRADE, REBOOT)) {
            SessionState told =
                    step(online(true), new SessionEvent.DesiredChanged(command)).next();

            Step step = step(told, refusal(command));

            assertThat(step.next()).isEqualTo(new Closed());
            assertThat(step.effects())
                    .containsExactly(
                            new RecordLeft(EPOCH),
                            new Close(
                                    CloseCode.OUT_OF_ORDER,
                                    "a Dissociate, a ChangeRole, an Upgrade or a Reboot is never refused"));
        }
    }

    @Test
    void aCancelMayBeRefused() {
        SessionState told =
                step(online(true), new SessionEvent.DesiredChanged(CANCEL)).next();

        assertThat(step(told, refusal(CANCEL)).effects()).hasSize(1).allMatch(RecordAnswer.class::isInstance);
    }

    private static SessionEvent refusal(EncodedCommand command) {
        return received(
                EPOCH,
                new Refused(
                        command.command().commandId(),
                        command.aspect(),
                        command.revision(),
                        new Refusal(Refusal.Reason.UPGRADE_UNDER_WAY, "INSTALLING", "WAIT_ACTIVATE")));
    }
}
