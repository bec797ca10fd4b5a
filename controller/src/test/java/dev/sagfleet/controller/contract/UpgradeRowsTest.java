package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.assertRead;
import static dev.sagfleet.controller.contract.Samples.assertWritten;
import static dev.sagfleet.controller.contract.Samples.save;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.AutoUpgradePolicy;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobProgress;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.rollout.UpgradeSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs and policies as they are kept. */
@ParameterizedClass
@EnumSource(TestedStore.Kind.class)
class UpgradeRowsTest {
    private static final SerialNumber ONE = new SerialNumber("one");
    private static final SerialNumber TWO = new SerialNumber("Two");

    @Parameter
    private TestedStore.Kind kind;

    private TestedStore tested;
    private Store store;

    @BeforeEach
    void open(@TempDir Path directory) {
        tested = new TestedStore(kind, directory);
        store = tested.store();
    }

    @AfterEach
    void close() {
        tested.close();
    }

    private static FirmwareJob job(SerialNumber serial, long number, JobProgress progress) {
        return new FirmwareJob(
                serial,
                number,
                2,
                Digest.ofText("image"),
                FirmwareVersion.parse("2.5"),
                FirmwareJob.Origin.ROLLOUT,
                number == 9 ? Optional.empty() : Optional.of(new RolloutOrder("ro-1", 7)),
                Duration.ofMillis(1_500),
                progress,
                number == 9,
                1_000,
                2_000);
    }

    private static AutoUpgradePolicy policy(SerialNumber serial, Optional<Long> dueMillis) {
        var schedule = new UpgradeSchedule("0 0 4 1/1 * ?", ZoneId.of("Europe/Berlin"), Duration.ofMinutes(45));
        return new AutoUpgradePolicy(serial, AutoUpgradePolicy.Type.SCHEDULED, schedule, dueMillis);
    }

    @Test
    void jobsComeBackAsTheyWereSavedTheLatestOfADeviceFirst() {
        FirmwareJob ordered = job(ONE, 9, JobProgress.ORDERED);
        FirmwareJob ended = job(
                ONE,
                10,
                new JobProgress(
                        1L << 52,
                        1L << 53,
                        UpdateState.ROLLED_BACK,
                        100,
                        UpdateCode.BOTH_UNHEALTHY,
                        Optional.of(Digest.ofText("old"))));
        FirmwareJob ofAnother = job(TWO, 9, JobProgress.ORDERED);

        save(store, transaction -> {
            transaction.jobs().save(job(ONE, 10, JobProgress.ORDERED));
            transaction.jobs().save(ordered);
            transaction.jobs().save(ended);
            transaction.jobs().save(ofAnother);
        });

        assertRead(store, reading -> reading.jobs().of(ONE)).isEqualTo(List.of(ended, ordered));
        assertRead(store, reading -> reading.jobs().latest(ONE)).isEqualTo(Optional.of(ended));
        assertRead(store, reading -> reading.jobs().find(ONE, 9)).isEqualTo(Optional.of(ordered));
        assertRead(store, reading -> reading.jobs().find(TWO, 10)).isEqualTo(Optional.empty());

        assertRead(store, reading -> reading.jobs().open(ONE)).isEqualTo(List.of(ordered));

        save(store, transaction -> transaction.jobs().removeAllBut(ONE, 2));
        assertRead(store, reading -> reading.jobs().of(ONE)).isEqualTo(List.of(ended, ordered));
        save(store, transaction -> transaction.jobs().removeAllBut(ONE, 1));
        assertRead(store, reading -> reading.jobs().of(ONE)).isEqualTo(List.of(ended));

        save(store, transaction -> transaction.jobs().remove(ONE));
        assertRead(store, reading -> reading.jobs().of(ONE)).isEqualTo(List.of());
        assertRead(store, reading -> reading.jobs().latest(TWO)).isEqualTo(Optional.of(ofAnother));
    }

    @Test
    void theLatestJobWithAnImageSaysWhetherItWasExcused() {
        Digest image = Digest.ofText("image");
        save(store, transaction -> transaction.jobs().save(job(ONE, 9, JobProgress.ORDERED)));
        assertRead(store, reading -> reading.jobs().isExcused(ONE, image)).isEqualTo(true);
        assertRead(store, reading -> reading.jobs().isExcused(ONE, Digest.ofText("other")))
                .isEqualTo(false);
        assertRead(store, reading -> reading.jobs().isExcused(TWO, image)).isEqualTo(false);

        save(store, transaction -> transaction.jobs().save(job(ONE, 10, JobProgress.ORDERED)));
        assertRead(store, reading -> reading.jobs().isExcused(ONE, image)).isEqualTo(false);
    }

    @Test
    void policiesAreDueInTheOrderOfTheirTimes() {
        AutoUpgradePolicy never = policy(new SerialNumber("never"), Optional.empty());
        AutoUpgradePolicy later = policy(ONE, Optional.of(5L));
        AutoUpgradePolicy sameTime = policy(TWO, Optional.of(5L));
        AutoUpgradePolicy first = policy(new SerialNumber("z"), Optional.of(4L));

        save(store, transaction -> List.of(never, later, sameTime, first).forEach(transaction.policies()::save));

        assertRead(store, reading -> reading.policies().earliestMillis()).isEqualTo(Optional.of(4L));
        assertRead(store, reading -> reading.policies().find(ONE)).isEqualTo(Optional.of(later));
        assertWritten(store, transaction -> transaction.policies().due(3, 9)).isEqualTo(List.of());
        assertWritten(store, transaction -> transaction.policies().due(5, 9))
                .isEqualTo(List.of(first, sameTime, later));
        assertWritten(store, transaction -> transaction.policies().due(5, 2)).isEqualTo(List.of(first, sameTime));

        save(store, transaction -> {
            transaction.policies().save(policy(new SerialNumber("z"), Optional.of(7L)));
            transaction.policies().remove(TWO);
        });
        assertRead(store, reading -> reading.policies().earliestMillis()).isEqualTo(Optional.of(5L));
    }

    @Test
    void bothAreTakenAwayWithEverything() {
        save(store, transaction -> {
            transaction.jobs().save(job(ONE, 1, JobProgress.ORDERED));
            transaction.policies().save(policy(ONE, Optional.of(1L)));
        });

        save(store, Transaction::removeAll);

        assertRead(store, reading -> reading.jobs().of(ONE)).isEqualTo(List.of());
        assertRead(store, reading -> reading.policies().earliestMillis()).isEqualTo(Optional.empty());
    }
}
