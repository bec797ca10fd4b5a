package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.Image;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.runtime.ImageBehaviour;
import dev.sagfleet.controller.campaign.Campaigns;
import dev.sagfleet.controller.firmware.DownloadSettings;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.Removal;
import dev.sagfleet.controller.inventory.RolloutRepository.LogLine;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rollout.Claim;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutEvent;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Window;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A fleet of forty boxes on virtual time, and rollouts to it. */
final class RolloutStage {
    static final FirmwareVersion OLD = FirmwareVersion.parse("2.4.0");
    static final FirmwareVersion NEW = FirmwareVersion.parse("2.5.0");
    /** Fails its own checks on every box, until what was wrong is put right. */
    static final FirmwareVersion FAULTY = FirmwareVersion.parse("2.6.0");

    /** Fails its own checks on every SAG-1000. */
    static final FirmwareVersion PARTLY = FirmwareVersion.parse("2.8.0");

    static final FirmwareVersion LATER = FirmwareVersion.parse("2.7.0");

    static final int DEVICES = 40;
    private static final long SIZE = 4L << 20;
    private final Set<SerialNumber> largeBoxes = new TreeSet<>();
    private final Set<SerialNumber> right = new TreeSet<>();
    private final Set<SerialNumber> lost = new TreeSet<>();
    private final Set<SerialNumber> muted = new TreeSet<>();
    private boolean isRight;

    private final UpgradeStage stage;

    RolloutStage() {
        this(30, 10);
    }

    /** One of so many SAG-100WM and SAG-1000. */
    RolloutStage(int small, int large) {
        this(
                """
                  - {model: SAG-100WM, count: %d, bandwidth: 20, firmware: 2.4.0}
                  - {model: SAG-1000, count: %d, bandwidth: 200, firmware: 2.4.0}
                """
                        .formatted(small, large));
    }

    /** One of these instances. */
    RolloutStage(String instances) {
        this(
                """
                region: cn-shanghai
                ccn: {name: ccn}
                instances:
                """
                        + instances,
                DownloadSettings.DEFAULT);
    }

    /** One of the boxes of a fleet file. */
    RolloutStage(String fleet, DownloadSettings downloads) {
        stage = new UpgradeStage(fleet, downloads, serial -> new ImageBehaviour() {
            @Override
            public Start start(Image image, long boot) {
                boolean isLost = lost.contains(serial) && !image.version().equals(OLD);
                return isLost ? Start.NEVER_RETURNS : Start.RUNS;
            }

            @Override
            public UpdateCode checkLocally(Image image, long boot) {
                boolean isBad = (image.version().equals(FAULTY) && !isRight && !right.contains(serial))
                        || (image.version().equals(PARTLY) && largeBoxes.contains(serial));
                return isBad ? UpdateCode.LOCAL_CHECK : UpdateCode.NONE;
            }

            @Override
            public boolean carriesTraffic(Image image) {
                return !muted.contains(serial);
            }
        });
        for (FirmwareVersion version : List.of(OLD, NEW, FAULTY, LATER, PARTLY)) {
            stage.build(version, SIZE, DeviceModel.SAG_100WM, DeviceModel.SAG_1000);
        }
        stage.devices(DeviceModel.SAG_1000).forEach(device -> largeBoxes.add(device.serial()));
    }

    /** From now on the faulty image is well. */
    void putRight() {
        isRight = true;
    }

    /** From now on the faulty image is well on this box. */
    void putRight(SerialNumber serial) {
        right.add(serial);
    }

    /** Nothing is heard of a box once it has started another image, until it is {@link #found}. */
    void lose(SerialNumber serial) {
        lost.add(serial);
    }

    /** Somebody has found a box, and switches it on again. */
    void found(SerialNumber serial) {
        lost.remove(serial);
        world().failPower(serial, false);
    }

    /** From its next boot on, which is now, no traffic of users comes to a device. */
    void mute(SerialNumber serial) {
        muted.add(serial);
        world().agent(serial).powerCycle();
    }

    UpgradeStage devices() {
        return stage;
    }

    VirtualWorld world() {
        return stage.world();
    }

    Campaigns campaigns() {
        return world().core().campaigns();
    }

    /** Creates a rollout, agrees to its members and starts it; returns its id. */
    String start(RolloutPolicy policy) {
        String id = create(policy);
        approveAndStart(id);
        return id;
    }

    void approveAndStart(String id) {
        Rollout dealt = await(id, RolloutState.WAITING_FOR_APPROVAL, Duration.ofMinutes(1));
        tell(id, new RolloutRequest.Approve(dealt.membership().dealt().orElseThrow(), "ann"));
        world().finish(campaigns().start(id, "ann"));
    }

    /** Kills the controller and starts another one on what it has left. */
    void restart() {
        world().crashController();
        world().startController();
    }

    /** A policy for all devices as careless as can be: it halts when all have failed. */
    static RolloutPolicy careless(RolloutPolicy policy) {
        return new PolicyDraft(policy)
                .gates(Fraction.ZERO, new Halt(Fraction.ONE, DEVICES + 1))
                .done();
    }

    static RolloutPolicy withPriority(int priority, RolloutPolicy policy) {
        return new PolicyDraft(policy).priority(priority).done();
    }

    static RolloutPolicy withRollback(RolloutPolicy policy) {
        return new PolicyDraft(policy)
                .rollback(new Rollback(Rollback.When.HALTED, Rollback.Scope.WAVE))
                .done();
    }

    static RolloutPolicy withWindow(Window window, RolloutPolicy policy) {
        return new PolicyDraft(policy).window(window).done();
    }

    /** Takes a device out of the inventory, as the control API does. */
    Device remove(SerialNumber serial) {
        record Removed(Device device, Runnable after) {}

        Removed removed = world().finish(world().core().store().write(transaction -> {
            Device device = Removal.remove(transaction, serial).orElseThrow();
            return new Removed(device, campaigns().removed(transaction, serial));
        }));
        removed.after().run();
        world().network().breakOff(serial);
        return removed.device();
    }

    /** Registers it again; it connects sooner or later. */
    void register(Device removed) {
        world().finish(world().core().store().write(transaction -> {
            transaction.devices().save(removed.withPresence(Presence.NEVER_SEEN));
            return true;
        }));
    }

    /** How many devices were ever ordered anything. */
    long touched() {
        return serials().stream().filter(serial -> !jobs(serial).isEmpty()).count();
    }

    Optional<Claim> claim(SerialNumber serial) {
        return read(reading -> reading.rollouts().claim(serial));
    }

    String create(RolloutPolicy policy) {
        return world().finish(campaigns().create(policy, "ann")).origin().id();
    }

    Rollout tell(String id, RolloutEvent wish) {
        return world().finish(campaigns().tell(id, wish));
    }

    <T> T read(Store.Query<T> query) {
        return world().finish(world().core().store().read(query));
    }

    Rollout rollout(String id) {
        return read(reading -> reading.rollouts().find(id)).orElseThrow();
    }

    List<Member> members(String id) {
        return read(reading -> reading.rollouts().members(id, 0, 1_000));
    }

    List<LogLine> log(String id) {
        return read(reading -> reading.rollouts().log(id, 0, 1_000));
    }

    /** Lets time pass until a rollout is as it is waited for. */
    Rollout await(String id, Predicate<Rollout> isReached, Duration most) {
        long endNanos = world().time().nowNanos() + most.toNanos();
        while (!isReached.test(rollout(id)) && world().time().nowNanos() < endNanos) {
            stage.advance(Duration.ofSeconds(10));
        }
        assertThat(rollout(id)).matches(isReached, "as it is waited for");
        return rollout(id);
    }

    Rollout await(String id, RolloutState state, Duration most) {
        return await(id, rollout -> rollout.state() == state, most);
    }

    List<SerialNumber> serials() {
        return stage.devices().stream().map(DeviceBlueprint::serial).toList();
    }

    /** All jobs that a device ever had. */
    List<FirmwareJob> jobs(SerialNumber serial) {
        return read(reading -> reading.jobs().of(serial));
    }

    /** How many devices run a version. */
    long running(FirmwareVersion version) {
        return serials().stream()
                .filter(serial -> stage.state(serial).firmware().equals(version))
                .count();
    }
}
