package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.fault.FaultKind;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.time.Seed;
import dev.sagfleet.simulator.virtual.LineConditions;
import dev.sagfleet.simulator.virtual.VirtualController;
import dev.sagfleet.simulator.virtual.VirtualTime;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One world: a fleet, its clients and what goes wrong, and then peace, in which everything must become as it should be. */
public final class SimWorld {
    /** All tries of a download, with the longest pauses between them, and a trial. */
    private static final Duration PEACE_MAX = Duration.ofHours(4);

    private static final Duration PEACE_STEP = Duration.ofMinutes(1);
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final long LINE_NANOS = 2_000_000;
    private static final long LINE_SPREAD_NANOS = 40_000_000;

    /** What may be left to do when nothing is left to be done: timers of the controller, and of each device and session. */
    private static final int WAITING_MAX = 32;

    private static final int WAITING_PER_DEVICE_MAX = 3;

    private final SimOptions options;
    private final Story story;
    private final Faults faults;
    private final VirtualWorld world;
    private final StoreAudit audit;
    private final FrameAudit frames;
    private final DeviceAudit devices;
    private final RegularAudit regular;
    private final DrawnImages images = new DrawnImages();
    private final ImageFaults imageFaults;
    private final FirmwareAudit firmware;
    private final Upgraders upgraders;
    private final Clients clients;
    private final Mishaps mishaps;

    private SimWorld(SimOptions options, Consumer<String> reader) {
        this.options = options;
        var clock = new SteppingClock();
        Blueprint blueprint = DrawnFleet.of(options);
        var time = new VirtualTime();
        story = new Story(time, reader);
        Expected.in(story.coverage());
        faults = new Faults(options, story.coverage());
        audit = new StoreAudit(blueprint, this::hasKept, story);
        imageFaults = new ImageFaults(faults, images, story, this::cutPower);
        Seed lines = new Seed(options.seed()).at("simtest lines");
        world = VirtualWorld.start(
                time,
                new VirtualWorld.Setup(
                        blueprint,
                        options.seed(),
                        Backoff.DEFAULT,
                        DrawnFleet.delays(options),
                        LineConditions.of(LINE_NANOS, LINE_SPREAD_NANOS, (serial, sent) -> lines.at(serial.text())
                                .fraction("delay", sent)),
                        faults,
                        new VirtualController.Setup(SessionTiming.DEFAULT, ANSWER_WAIT, GRACE, faults, audit::watching)
                                .withDownloads(DrawnDownloads.of(options)),
                        clock,
                        imageFaults));
        images.build(world, new Seed(options.seed()).at("simtest images"));
        world.network().setAnswers((serial, answer) -> faults.answers(answer));
        world.network().setStrays((serial, isUplink) -> faults.strays(isUplink));
        clients = new Clients(world, options, audit, story);
        upgraders = new Upgraders(world, options, images, audit.rollouts(), story);
        var downloads = new DownloadAudit(
                world,
                DrawnDownloads.of(options).egress(),
                () -> audit.rollouts().known(),
                story);
        firmware = new FirmwareAudit(world, imageFaults, images, downloads, story);
        frames = new FrameAudit(world, story, new FirmwareFrames(world, audit, firmware, story), this::heard);
        world.network().setWatcher(frames);
        devices = new DeviceAudit(world, audit.aspects(), frames, story);
        regular = new RegularAudit(world, audit, story);
        mishaps = new Mishaps(world, faults, clock, clients, upgraders, story);
    }

    /**
     * Runs a world to its end, or until it breaks an invariant.
     *
     * @param reader is told each line of its journal
     */
    public static SimResult run(SimOptions options, Consumer<String> reader) {
        return new SimWorld(options, reader).run();
    }

    private SimResult run() {
        leaveVersionsToDevices();
        faults.begin();
        clients.begin();
        upgraders.begin();
        mishaps.begin();
        regular.begin();
        long warNanos = world.time().nowNanos() + TimeUnit.MINUTES.toNanos(options.minutes());
        boolean isSound = advance(warNanos);
        if (isSound) {
            story.tell("peace");
            mishaps.end();
            clients.end();
            upgraders.end();
            makePeace();
        }
        countEvents();
        return new SimResult(
                options,
                story.violations(),
                world.time().events(),
                story.journal().lines(),
                story.journal().hash(),
                story.coverage());
    }

    private boolean hasKept(SerialNumber serial, Digest image) {
        return firmware.hasKept(serial, image);
    }

    private void cutPower(SerialNumber serial, long nanos) {
        world.time().schedule(nanos, () -> {
            story.tell("power cut of " + serial + " in an upgrade");
            world.failPower(
                    serial, faults.strikes(FaultKind.FLASH_TORN, world.time().events()));
        });
    }

    /** Lets happen at once what hurts most just then. */
    private void heard(SerialNumber serial, UplinkMessage message) {
        if (message instanceof Refused) {
            world.time().schedule(0, clients::provoke);
        }
        if (message instanceof Hello && faults.breaksAtHello()) {
            world.network().breakOff(serial);
        }
    }

    /** In some worlds the controller does not check versions itself, so that devices have much to refuse. */
    private void leaveVersionsToDevices() {
        boolean isChecked = new Seed(options.seed()).fraction("simtest version check") < 0.7;
        world.finish(world.core().store().write(transaction -> {
            transaction.settings().save(new Settings(isChecked));
            return isChecked;
        }));
    }

    /** @return whether all invariants hold so far */
    private boolean advance(long untilNanos) {
        while (!story.isBroken() && world.time().runOne(untilNanos)) {
            devices.look();
            frames.look();
            firmware.look();
            mishaps.afterEvent();
        }
        return !story.isBroken();
    }

    private void makePeace() {
        var peace = new Peace(world, audit, imageFaults);
        long endNanos = world.time().nowNanos() + PEACE_MAX.toNanos();
        List<String> missing = List.of("nothing has been looked at");
        while (!missing.isEmpty() && world.time().nowNanos() < endNanos) {
            long untilNanos = world.time().nowNanos() + PEACE_STEP.toNanos();
            if (!advance(untilNanos)) {
                return;
            }
            world.time().advance(Duration.ofNanos(untilNanos - world.time().nowNanos()));
            missing = peace.missing();
        }
        if (!missing.isEmpty()) {
            story.violated("everything becomes as it should be", String.join("; ", missing));
            return;
        }
        // What was sent into the last partition is on its way until that would have been over.
        if (!advance(world.time().nowNanos() + Mishaps.PARTITION_NANOS_MAX)) {
            return;
        }
        clients.finish();
        upgraders.finish();
        if (world.time().waiting()
                > WAITING_MAX + WAITING_PER_DEVICE_MAX * world.blueprint().deviceCount()) {
            story.violated("nothing is left over", world.time().waiting() + " timers and tasks at rest");
        }
    }

    private void countEvents() {
        world.controller().ifPresent(core -> {
            for (EventKind kind : EventKind.values()) {
                long count = core.events().count(kind);
                if (count > 0) {
                    story.count("event", kind.name());
                }
            }
        });
    }
}
