package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.rollout.Hold;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Wave;
import dev.sagfleet.simulator.fault.FaultKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What worlds can come across. */
final class Expected {
    /**
     * The controller orders no image of another model, nor any without a manifest, serves what it has ordered, and gives no
     * job up. All tries of a download take longer than a world has faults.
     */
    private static final Set<UpdateCode> ELSEWHERE = EnumSet.of(
            UpdateCode.WRONG_MODEL,
            UpdateCode.MALFORMED_MANIFEST,
            UpdateCode.TIMED_OUT,
            UpdateCode.DOWNLOAD_FAILED,
            UpdateCode.NOT_AUTHORIZED,
            UpdateCode.UNREACHABLE,
            UpdateCode.INCOMPLETE);

    private static final List<String> TRANSITIONS = List.of(
            "IDLE to DOWNLOADING",
            "IDLE to WAIT_DOWNLOAD",
            "IDLE to REJECTED",
            "IDLE to ABORTED",
            "IDLE to COMMITTED",
            "IDLE to FAILED",
            "WAIT_DOWNLOAD to DOWNLOADING",
            "WAIT_DOWNLOAD to CANCELED",
            "WAIT_DOWNLOAD to FAILED",
            "DOWNLOADING to WAIT_DOWNLOAD",
            "DOWNLOADING to VERIFYING",
            "DOWNLOADING to CANCELED",
            "DOWNLOADING to FAILED",
            "VERIFYING to WAIT_DOWNLOAD",
            "VERIFYING to FAILED",
            "VERIFYING to WAIT_ACTIVATE",
            "VERIFYING to INSTALLING",
            "WAIT_ACTIVATE to INSTALLING",
            "WAIT_ACTIVATE to CANCELED",
            "WAIT_ACTIVATE to FAILED",
            "INSTALLING to REBOOTING",
            "INSTALLING to FAILED",
            "ARMED to TRIAL",
            "REBOOTING to ARMED",
            "TRIAL to COMMITTED",
            "TRIAL to ROLLED_BACK",
            "TRIAL to FAILED");

    /** Names it, so that it shows what no world comes across. */
    static void in(Coverage coverage) {
        coverage.expect(
                "fault", Arrays.stream(FaultKind.values()).map(FaultKind::label).toList());
        coverage.expect("call", DrawnCalls.ACTIONS);
        coverage.expect("refusal", DrawnCalls.REFUSALS);
        coverage.expect("store", List.of("FAILED", "OUT_OF_SPACE"));
        coverage.expect("pair", List.of("taken over"));
        coverage.expect(
                "device",
                List.of(
                        "ACCELERATION applied",
                        "ACCELERATION refused",
                        "BANDWIDTH applied",
                        "ROLE applied",
                        "booted",
                        "resumed",
                        "suspended"));
        coverage.expect(
                "session",
                List.of(
                        "Greeting to Admitting",
                        "Greeting to Closed: SILENT",
                        "Greeting to Closed: disconnected",
                        "Admitting to Online",
                        "Admitting to Closed: TRY_AGAIN_LATER",
                        "Admitting to Closed: disconnected",
                        "Online to Closed: GOING_AWAY",
                        "Online to Closed: TAKEN_OVER",
                        "Online to Closed: disconnected"));
        coverage.expect(
                "end of a connection",
                List.of(
                        "1001",
                        "1013",
                        "closed",
                        "connect timed out",
                        "connection refused",
                        "silent",
                        "switched off",
                        "the connection broke"));
        inUpgrades(coverage);
        inRollouts(coverage);
    }

    private static void inUpgrades(Coverage coverage) {
        coverage.expect("upgrade call", DrawnUpgrades.CALLS);
        coverage.expect("upgrade refusal", DrawnUpgrades.REFUSALS);
        coverage.expect("update", TRANSITIONS);
        coverage.expect(
                "update code",
                Arrays.stream(UpdateCode.values())
                        .filter(code -> !ELSEWHERE.contains(code))
                        .map(UpdateCode::name)
                        .toList());
        coverage.expect(
                "job event",
                Stream.of(UpdateState.values())
                        .filter(state -> state.isFinal() && state != UpdateState.BRICKED)
                        .map(UpdateState::name)
                        .toList());
    }

    private static void inRollouts(Coverage coverage) {
        coverage.expect("rollout call", DrawnRollouts.CALLS);
        coverage.expect("rollout refusal", DrawnRollouts.REFUSALS);
        coverage.expect("rollout", names(RolloutState.values()));
        coverage.expect(
                "member",
                Stream.of(MemberState.values())
                        .filter(state -> state != MemberState.LEFT)
                        .map(MemberState::name)
                        .toList());
        coverage.expect("wave", names(Wave.Stage.values()));
        coverage.expect(
                "health",
                Stream.of(Wave.Verdict.values())
                        .filter(verdict -> verdict != Wave.Verdict.UNKNOWN)
                        .map(Wave.Verdict::name)
                        .toList());
        coverage.expect(
                "wave waits",
                Stream.of(Hold.values())
                        .filter(hold -> hold != Hold.RESULTS)
                        .map(Hold::name)
                        .toList());
    }

    private static List<String> names(Enum<?>... values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    private Expected() {}
}
