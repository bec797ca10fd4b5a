package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.NOW;
import static dev.sagfleet.controller.inventory.StoredInventory.RUN;
import static dev.sagfleet.controller.inventory.UpgradingBox.IMAGE;
import static dev.sagfleet.controller.inventory.UpgradingBox.NEWER;
import static dev.sagfleet.controller.inventory.UpgradingBox.OLD_DIGEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what a device says of its jobs. */
class JobReportsTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private StoredInventory inventory;
    private UpgradingBox box;
    private FirmwareJob job;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        box = new UpgradingBox(inventory);
        box.connect();
        job = box.order(IMAGE);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    private FirmwareProgress said(int attempt, long boot, long sequence, UpdateState state, UpdateCode code) {
        Digest running = state == UpdateState.COMMITTED ? IMAGE.digest() : OLD_DIGEST;
        return new FirmwareProgress(job.id(), attempt, boot, sequence, state, 50, code, running);
    }

    private FirmwareProgress said(long boot, long sequence, UpdateState state) {
        return said(1, boot, sequence, state, UpdateCode.NONE);
    }

    private UpdateState state() {
        return box.job(job).state();
    }

    @Test
    void whatIsOlderByBootAndSequenceIsPassedOver() {
        box.record(said(2, 5, UpdateState.INSTALLING));

        assertThat(box.record(said(2, 4, UpdateState.DOWNLOADING)).isStep()).isFalse();
        assertThat(box.record(said(1, 99, UpdateState.STAGED)).isStep()).isFalse();
        assertThat(state()).isEqualTo(UpdateState.INSTALLING);

        assertThat(box.record(said(3, 1, UpdateState.TRIAL)).isStep()).isTrue();
        assertThat(state()).isEqualTo(UpdateState.TRIAL);
    }

    /** Whichever way they come, with repeats: the latest word counts, unless an end came before it. */
    @Test
    void anyOrderEndsInTheSameFinalState() {
        List<FirmwareProgress> all = List.of(
                said(1, 1, UpdateState.OFFERED),
                said(1, 2, UpdateState.DOWNLOADING),
                said(1, 3, UpdateState.STAGED),
                said(1, 4, UpdateState.REBOOTING),
                said(2, 1, UpdateState.TRIAL),
                said(2, 2, UpdateState.COMMITTED));
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        for (int round = 0; round < 50; round++) {
            List<FirmwareProgress> shuffled = new ArrayList<>(all);
            shuffled.addAll(all.subList(1, 4));
            Collections.shuffle(shuffled, new Random(seed + round));
            inventory.change(transaction -> transaction.jobs().save(job));

            List<UpdateState> ends = shuffled.stream()
                    .filter(said -> box.record(said).isStep())
                    .map(FirmwareProgress::state)
                    .filter(UpdateState::isFinal)
                    .toList();

            assertThat(ends).as("seed %d", seed + round).containsExactly(UpdateState.COMMITTED);
            assertThat(box.job(job).hasSucceeded()).isTrue();
        }
    }

    @Test
    void anEndStandsForItsAttemptAndCountsOnce() {
        assertThat(box.record(said(1, 9, UpdateState.FAILED)).isStep()).isTrue();

        assertThat(box.record(said(1, 9, UpdateState.FAILED)).isStep()).isFalse();
        assertThat(box.record(said(2, 1, UpdateState.FAILED)).isStep()).isFalse();
        assertThat(box.record(said(2, 2, UpdateState.COMMITTED)).isStep()).isFalse();
        assertThat(box.record(said(2, 3, UpdateState.DOWNLOADING)).isStep()).isFalse();
        assertThat(state()).isEqualTo(UpdateState.FAILED);
    }

    @Test
    void aCommitThatTurnedOutWrongIsTakenBack() {
        box.record(said(2, 2, UpdateState.COMMITTED));
        assertThat(box.job(job).hasSucceeded()).isTrue();

        var fallback = said(1, 3, 1, UpdateState.ROLLED_BACK, UpdateCode.CRASHED_LATER);
        assertThat(box.record(fallback).isStep()).isTrue();

        assertThat(box.job(job).hasSucceeded()).isFalse();
        assertThat(box.record(said(4, 1, UpdateState.COMMITTED)).isStep()).isFalse();
    }

    @Test
    void aCommitCountsOnlyWithTheDigestOfTheImage() {
        box.record(new FirmwareProgress(
                job.id(), 1, 2, 1, UpdateState.COMMITTED, 100, UpdateCode.NONE, Digest.ofText("something else")));

        assertThat(box.job(job).isOpen()).isFalse();
        assertThat(box.job(job).hasSucceeded()).isFalse();
    }

    @Test
    void whatSaysNothingNewWritesNothing() {
        box.record(said(1, 1, UpdateState.DOWNLOADING));
        FirmwareJob before = box.job(job);

        assertThat(box.record(said(1, 2, UpdateState.DOWNLOADING)).isStep()).isFalse();

        assertThat(box.job(job)).isEqualTo(before);
    }

    @Test
    void aJobThatTheDeviceNeverHadIsUnknownAndLeavesNoTrace() {
        for (String other : List.of("fw-2", "fw-01", "fw-", "fw-99999999999999999999", "job", "fw-1 ", "FW-1")) {
            var said = new FirmwareProgress(other, 1, 1, 1, UpdateState.COMMITTED, 100, UpdateCode.NONE, OLD_DIGEST);
            assertThat(box.record(said).isUnknown()).as(other).isTrue();
        }
        assertThat(box.record(said(2, 1, 1, UpdateState.COMMITTED, UpdateCode.NONE))
                        .isUnknown())
                .as("an attempt that was never ordered")
                .isTrue();

        assertThat(box.jobs()).containsExactly(job);
    }

    @Test
    void whatIsSaidOfAnEarlierAttemptIsPassedOver() {
        box.record(said(1, 1, UpdateState.FAILED));
        FirmwareJob next = inventory.write(transaction -> UpgradingBox.UPGRADES.retry(
                transaction, UpgradingBox.SERIAL, FirmwareJob.Origin.CONTROL, "retry", NOW));

        assertThat(box.record(said(9, 9, UpdateState.COMMITTED)).isUnknown()).isFalse();

        assertThat(box.job(job)).isEqualTo(next);
        box.record(said(2, 1, 2, UpdateState.DOWNLOADING, UpdateCode.NONE));
        assertThat(state()).isEqualTo(UpdateState.DOWNLOADING);
    }

    @Test
    void aDeviceThatBeginsAnotherJobHasNoneOfThoseBefore() {
        box.record(said(1, 1, UpdateState.DOWNLOADING));
        FirmwareJob later = box.order(NEWER);
        assertThat(box.job(job).isOpen()).isTrue();

        box.record(box.progress(later, UpdateState.OFFERED, 0));

        assertThat(state()).isEqualTo(UpdateState.CANCELED);
        assertThat(box.job(job).progress().code()).isEqualTo(UpdateCode.SUPERSEDED);
    }

    @Test
    void theDevicesWordCountsMoreThanTheControllersGuess() {
        inventory.write(transaction -> UpgradingBox.UPGRADES.cancel(transaction, UpgradingBox.SERIAL, "cancel", NOW));
        assertThat(state()).isEqualTo(UpdateState.CANCELED);

        box.record(said(2, 1, UpdateState.COMMITTED));

        assertThat(box.job(job).hasSucceeded()).isTrue();
    }

    private FirmwareJob fallBack(long backSinceMillis, long nowMillis, UpdateCode code) {
        inventory.change(transaction -> transaction.jobs().save(job));
        box.record(said(1, 1, UpdateState.REBOOTING), new Incarnation(RUN, true, 0), NOW);
        var incarnation = new Incarnation(RUN, true, backSinceMillis);
        box.record(said(1, 3, 1, UpdateState.ROLLED_BACK, code), incarnation, nowMillis);
        return box.job(job);
    }

    /** The trial is 10 min, and a device may take as long to come back from it. Source: firmware rule F13. */
    @Test
    void aFallbackForWantOfAControllerThatWasAwayIsExcused() {
        UpdateCode unreachable = UpdateCode.CONTROLLER_UNREACHABLE;
        assertThat(fallBack(NOW + 11 * MINUTE, NOW + 12 * MINUTE, unreachable).excused())
                .as("back just before the device")
                .isTrue();
        assertThat(fallBack(NOW + MINUTE, NOW + 20 * MINUTE, unreachable).excused())
                .as("not there for a whole trial before the device came back")
                .isTrue();

        assertThat(fallBack(NOW + MINUTE, NOW + 21 * MINUTE, unreachable).excused())
                .as("there for a whole trial")
                .isFalse();
        assertThat(fallBack(NOW - MINUTE, NOW + 12 * MINUTE, unreachable).excused())
                .as("never away since the device went to boot")
                .isFalse();
        assertThat(fallBack(NOW + 11 * MINUTE, NOW + 12 * MINUTE, UpdateCode.CRASH_LOOP)
                        .excused())
                .as("another reason")
                .isFalse();
    }

    /** Source: firmware rule F13. */
    @Test
    void theDeviceIsToldThatTheControllerWasAwayWheneverItSaysSo() {
        FirmwareJob excused = fallBack(NOW + 11 * MINUTE, NOW + 12 * MINUTE, UpdateCode.CONTROLLER_UNREACHABLE);
        var end = said(1, 3, 1, UpdateState.ROLLED_BACK, UpdateCode.CONTROLLER_UNREACHABLE);

        for (int hello = 0; hello < 2; hello++) {
            assertThat(box.connect(UpgradingBox.holding(Aspect.FIRMWARE, excused.number()), end)
                            .controllerWasAway())
                    .as("Hello %d", hello)
                    .isTrue();
        }
    }

    /** Source: firmware rule F13. */
    @Test
    void noOtherEndIsTheControllersFault() {
        FirmwareJob guilty = fallBack(NOW - MINUTE, NOW + 12 * MINUTE, UpdateCode.CONTROLLER_UNREACHABLE);
        var end = said(1, 3, 1, UpdateState.ROLLED_BACK, UpdateCode.CONTROLLER_UNREACHABLE);

        assertThat(box.connect(UpgradingBox.holding(Aspect.FIRMWARE, guilty.number()), end)
                        .controllerWasAway())
                .isFalse();
        assertThat(box.connect().controllerWasAway()).isFalse();
    }

    @Test
    void afterAnExcusedFallbackTheDeviceIsToTakeTheImageAllTheSame() {
        fallBack(NOW + 11 * MINUTE, NOW + 12 * MINUTE, UpdateCode.CONTROLLER_UNREACHABLE);

        box.order(IMAGE);

        assertThat(((Upgrade) inventory.desired("box1", Aspect.FIRMWARE)).forced())
                .isTrue();
    }

    @Test
    void afterAnyOtherFallbackItIsNotForcedTo() {
        fallBack(NOW - MINUTE, NOW + 12 * MINUTE, UpdateCode.CONTROLLER_UNREACHABLE);

        box.order(IMAGE);

        assertThat(((Upgrade) inventory.desired("box1", Aspect.FIRMWARE)).forced())
                .isFalse();
    }

    @Test
    void jobsAreListedTheLatestFirst() {
        box.order(NEWER);
        box.order(IMAGE);

        assertThat(box.jobs().stream().map(FirmwareJob::id)).containsExactly("fw-3", "fw-2", "fw-1");
    }
}
