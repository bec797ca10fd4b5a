package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.assertRead;
import static dev.sagfleet.controller.contract.Samples.await;
import static dev.sagfleet.controller.contract.Samples.device;
import static dev.sagfleet.controller.contract.Samples.save;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.AutoUpgradePolicy;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.DeviceRepository;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobProgress;
import dev.sagfleet.controller.inventory.JobRepository;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.ReportedSlots;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.rollout.UpgradeSchedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store may do in one statement is what the inventory says of it. */
class StoredRulesTest extends StoreContract {
    private static final SerialNumber SERIAL = new SerialNumber("sag1");
    private static final Refusal TOO_OLD = new Refusal(Refusal.Reason.VERSION_TOO_OLD, "2.3.9", "2.4.0 or later");
    private static final Refusal OUT_OF_RANGE = new Refusal(Refusal.Reason.BANDWIDTH_OUT_OF_RANGE, "1", "2 to 50");

    @Test
    void answersAreKeptAsTheInventorySays() {
        DeviceAspect asked = DeviceAspect.unanswered(SERIAL, new ChangeRole("call", new Revision(3), HaRole.ACTIVE));
        List<Optional<Refusal>> outcomes = List.of(Optional.empty(), Optional.of(TOO_OLD), Optional.of(OUT_OF_RANGE));
        for (int before = 0; before <= 3; before++) {
            for (Optional<Refusal> outcomeBefore : outcomes) {
                DeviceAspect known = asked.withReported(new Revision(before), outcomeBefore);
                for (int now = 1; now <= 4; now++) {
                    for (Optional<Refusal> outcome : outcomes) {
                        Revision revision = new Revision(now);
                        DeviceAspect kept = await(store.write(transaction -> {
                            transaction.aspects().save(known);
                            transaction.aspects().answer(SERIAL, Aspect.ROLE, revision, outcome);
                            return transaction
                                    .aspects()
                                    .find(SERIAL, Aspect.ROLE)
                                    .orElseThrow();
                        }));

                        assertThat(kept)
                                .as("%s, then %s %s", known, revision, outcome)
                                .isEqualTo(known.answered(revision, outcome).orElse(known));
                    }
                }
            }
        }
    }

    @Test
    void whoConnectsIsKeptAsTheInventorySays() {
        Device box = device("sag1", "sag-1").withRole(HaRole.STANDBY);
        Device seen = box.withPresence(
                new Presence(7, false, 3, Optional.of(FirmwareVersion.parse("2.4")), "boot-1", 5_000, 6_000, true));
        Device told = seen.withPresence(new Presence(
                7,
                false,
                3,
                Optional.of(FirmwareVersion.parse("2.4")),
                "boot-1",
                5_000,
                6_000,
                true,
                ReportedSlots.of(reporting(1)),
                5));
        List<Hello> hellos = List.of(
                hello("sag1", box.model(), Optional.empty(), "boot-1"),
                hello("sag1", box.model(), Optional.empty(), "boot-2"),
                reporting(1),
                reporting(2),
                hello("sag1", DeviceModel.APP, Optional.empty(), "boot-2"),
                hello("sag1", box.model(), Optional.of("eve"), "boot-2"),
                hello("sag9", box.model(), Optional.empty(), "boot-2"));
        for (AutoUpgradePolicy.Type type : AutoUpgradePolicy.Type.values()) {
            save(store, transaction -> transaction.policies().save(policy(type)));
            assertConnectedAsTheInventorySays(List.of(box, seen, told), hellos, type);
        }
    }

    private void assertConnectedAsTheInventorySays(
            List<Device> devices, List<Hello> hellos, AutoUpgradePolicy.Type type) {
        for (Device known : devices) {
            for (Hello hello : hellos) {
                save(store, transaction -> transaction.devices().save(known));

                Optional<DeviceRepository.Connected> connected =
                        await(store.write(transaction -> transaction.devices().connect(hello, 4, 9_000)));

                Optional<Device> expected = Optional.of(known)
                        .filter(device -> device.serial().equals(hello.serial()))
                        .flatMap(device -> device.connected(hello, 4, 9_000));
                Optional<Device> kept =
                        await(store.read(reading -> reading.devices().find(SERIAL)));
                assertThat(kept).as("%s after %s", known, hello).contains(expected.orElse(known));
                assertThat(connected)
                        .as("%s after %s", known, hello)
                        .isEqualTo(expected.map(device -> new DeviceRepository.Connected(
                                HaRole.STANDBY,
                                device.presence().epoch(),
                                !device.presence()
                                        .slots()
                                        .equals(known.presence().slots()),
                                type == AutoUpgradePolicy.Type.BOOT
                                        && !hello.bootId()
                                                .equals(known.presence().bootId()))));
            }
        }
    }

    @Test
    void whoHasEndedItsAssociationIsKeptAsTheInventorySays() {
        Device box = device("sag1", "sag-1");
        for (boolean isSuspended : List.of(false, true)) {
            Device known = box.withPresence(new Presence(
                    7, true, 3, Optional.of(FirmwareVersion.parse("2.3.9")), "boot-1", 5_000, 6_000, isSuspended));
            for (long epoch = 6; epoch <= 8; epoch++) {
                long session = epoch;
                save(store, transaction -> {
                    transaction.devices().save(known);
                    transaction.devices().dissociated(SERIAL, session);
                    transaction.devices().dissociated(new SerialNumber("nobody"), session);
                });

                assertRead(store, reading -> reading.devices().find(SERIAL))
                        .as("%s, dissociated in session %d", known, session)
                        .isEqualTo(Optional.of(known.dissociated(session).orElse(known)));
                assertThat(known.dissociated(session).isPresent()).isEqualTo(isSuspended && session == 7);
            }
        }
    }

    /** All words, of two boots, in whatever state the job is, and excuses at the edges of their times. */
    @Test
    void whatDevicesSayOfJobsIsKeptAsTheInventorySays() {
        List<UpdateState> states = List.of(
                UpdateState.IDLE,
                UpdateState.DOWNLOADING,
                UpdateState.COMMITTED,
                UpdateState.ROLLED_BACK,
                UpdateState.CANCELED);
        List<JobProgress> words = new ArrayList<>();
        for (UpdateState state : states) {
            for (long place = 0; place < 4; place++) {
                for (UpdateCode code : List.of(UpdateCode.NONE, UpdateCode.CONTROLLER_UNREACHABLE)) {
                    Optional<Digest> running = place == 3 ? Optional.empty() : Optional.of(Digest.ofText("image"));
                    words.add(new JobProgress(place / 2, place % 2 + place / 3, state, 50, code, running));
                }
            }
        }
        int compared = 0;
        for (JobProgress before : words) {
            FirmwareJob job = job(before);
            for (JobProgress said : words) {
                long backSince = 1_999L + compared % 3;
                long now = backSince + 604_999 + compared % 2;
                for (int attempt = 2; attempt <= (compared % 40 == 0 ? 3 : 2); attempt++) {
                    int sameAttempt = attempt;
                    Optional<FirmwareJob> expected = attempt == 2 ? job.told(said, backSince, now) : Optional.empty();
                    Optional<JobRepository.Told> told = await(store.write(transaction -> {
                        transaction.jobs().save(job);
                        return transaction.jobs().tell(SERIAL, 7, sameAttempt, said, backSince, now);
                    }));

                    assertThat(told)
                            .as("%s, then %s", before, said)
                            .isEqualTo(expected.map(changed -> new JobRepository.Told(
                                    before.state(), job.version(), job.rollout(), changed.excused())));
                    assertRead(store, reading -> reading.jobs().find(SERIAL, 7))
                            .as("%s, then %s", before, said)
                            .isEqualTo(Optional.of(expected.orElse(job)));
                }
                compared++;
            }
        }
    }

    private static FirmwareJob job(JobProgress progress) {
        return new FirmwareJob(
                SERIAL,
                7,
                2,
                Digest.ofText("image"),
                FirmwareVersion.parse("2.5.0"),
                FirmwareJob.Origin.API,
                Optional.of(new RolloutOrder("ro-1", 3)),
                Duration.ofSeconds(5),
                progress,
                false,
                1_000,
                2_000);
    }

    private static AutoUpgradePolicy policy(AutoUpgradePolicy.Type type) {
        var schedule = new UpgradeSchedule("0 0 4 1/1 * ?", ZoneId.of("Asia/Shanghai"), Duration.ofMinutes(30));
        return new AutoUpgradePolicy(SERIAL, type, schedule, Optional.empty());
    }

    /** A device that says something of its slots and its job, in the boot that it was in before. */
    private static Hello reporting(long sequence) {
        var image = Digest.ofText("image");
        var slot = new FirmwareReport.SlotReport(
                SlotStatus.GOOD, Optional.of(FirmwareVersion.parse("2.4.0")), Optional.of(image));
        var job = new FirmwareProgress("fw-1", 1, 3, sequence, UpdateState.COMMITTED, 100, UpdateCode.NONE, image);
        return new Hello(
                SERIAL,
                Optional.empty(),
                DeviceModel.SAG_1000,
                FirmwareVersion.parse("2.4.0"),
                "boot-1",
                Holdings.NONE,
                Optional.of(new FirmwareReport(
                        slot, FirmwareReport.SlotReport.EMPTY, FirmwareReport.Slot.A, Optional.of(job))),
                true);
    }

    private static Hello hello(String serial, DeviceModel model, Optional<String> user, String bootId) {
        return new Hello(
                new SerialNumber(serial), user, model, FirmwareVersion.parse("2.4.0"), bootId, Holdings.NONE, true);
    }
}
