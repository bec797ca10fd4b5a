package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.simulator.fault.FaultKind;
import dev.sagfleet.simulator.time.Seed;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What goes wrong with processes, devices and connections: each minute some of it, at some moment of that minute. */
final class Mishaps {
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long DOWN_NANOS_MAX = TimeUnit.SECONDS.toNanos(90);
    private static final long STOP_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);
    static final long PARTITION_NANOS_MAX = TimeUnit.SECONDS.toNanos(200);
    private static final long CLOCK_STEP_NANOS_MAX = TimeUnit.MINUTES.toNanos(10);

    /** A crash comes between two of so many events after a call has begun. */
    private static final long CRASH_EVENTS_MAX = 60;

    private final VirtualWorld world;
    private final Faults faults;
    private final SteppingClock clock;
    private final Clients clients;
    private final Upgraders upgraders;
    private final Story story;
    private final List<SerialNumber> serials;
    private long minutes;
    /** How many more events the controller has, once a call is under way; none if it is not to crash. */
    private long eventsToCrash = -1;

    /** Whether the process that is up has told everybody that it leaves. */
    private boolean isStopping;

    private boolean isStarting;
    private boolean isOver;

    Mishaps(VirtualWorld world, Faults faults, SteppingClock clock, Clients clients, Upgraders upgraders, Story story) {
        this.world = world;
        this.faults = faults;
        this.clock = clock;
        this.clients = clients;
        this.upgraders = upgraders;
        this.story = story;
        serials = world.blueprint().instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .map(device -> device.serial())
                .toList();
    }

    /** Begins the next minute. */
    void begin() {
        if (isOver) {
            return;
        }
        long minute = minutes++;
        for (FaultKind kind : FaultKind.values()) {
            if (kind.occasion() == FaultKind.Occasion.MINUTE && faults.strikes(kind, minute)) {
                Seed own = faults.seed().at(kind.label()).at(minute);
                world.time().schedule((long) (own.fraction("moment") * MINUTE_NANOS), () -> {
                    if (!isOver) {
                        happen(kind, own);
                    }
                });
            }
        }
        world.time().schedule(MINUTE_NANOS, this::begin);
    }

    private void happen(FaultKind kind, Seed own) {
        SerialNumber serial = serials.get((int) (own.fraction("device") * serials.size()));
        double part = own.fraction("part");
        switch (kind) {
            case CONTROLLER_CRASH -> eventsToCrash = (long) (part * CRASH_EVENTS_MAX);
            case CONTROLLER_STOP -> {
                story.tell("the controller stops");
                isStopping = world.controller().isPresent();
                world.controller().ifPresent(ControllerCore::stop);
                later((long) (part * STOP_NANOS_MAX), this::crash);
            }
            case PORT_DOWN -> {
                story.tell("the port is closed");
                world.setPortOpen(false);
                later((long) (part * DOWN_NANOS_MAX), () -> world.setPortOpen(true));
            }
            case CLOCK_STEP -> {
                long nanos = (long) ((part - 0.5) * 2 * CLOCK_STEP_NANOS_MAX);
                story.tell("the clock steps by " + Duration.ofNanos(nanos));
                clock.step(nanos);
            }
            case POWER_CUT -> {
                boolean isTorn = faults.strikes(FaultKind.FLASH_TORN, minutes);
                story.tell("power cut of " + serial + (isTorn ? ", torn" : ""));
                world.failPower(serial, isTorn);
            }
            case REBOOT -> {
                story.tell("reboot of " + serial);
                world.agent(serial).powerCycle();
            }
            case FIRMWARE_CHANGE -> {
                FirmwareVersion version = Faults.FIRMWARE.get((int) (part * Faults.FIRMWARE.size()));
                story.tell("firmware of " + serial + " is to be " + version);
                world.agent(serial).changeFirmware(version);
            }
            case CONNECTION_BREAK -> {
                story.tell("the connection of " + serial + " breaks");
                world.network().breakOff(serial);
            }
            case CONNECTION_HANG -> {
                story.tell("the connection of " + serial + " hangs");
                world.network().hang(serial);
            }
            case PARTITION -> {
                List<SerialNumber> cutOff = own.fraction("all") < 0.2
                        ? serials
                        : serials.stream()
                                .filter(one -> own.fraction(one.text()) < 0.4)
                                .toList();
                story.tell("cut off: " + cutOff);
                world.network().partition(cutOff, (long) (part * PARTITION_NANOS_MAX));
            }
            default -> throw new IllegalStateException(kind + " does not come about by the minute");
        }
    }

    private void later(long nanos, Runnable task) {
        world.time().schedule(nanos, () -> {
            if (!isOver) {
                task.run();
            }
        });
    }

    /** To be called after each event: the moment of a crash is counted in events, so that it comes between any two. */
    void afterEvent() {
        if (eventsToCrash < 0 || !clients.isAnyCalling()) {
            return;
        }
        if (eventsToCrash-- == 0) {
            crash();
        }
    }

    private void crash() {
        if (world.controller().isEmpty()) {
            return;
        }
        story.tell("the controller crashes");
        isStopping = false;
        clients.endCalls();
        upgraders.endCalls();
        world.crashController();
        later(faults.part(FaultKind.CONTROLLER_CRASH, minutes, DOWN_NANOS_MAX), this::restart);
    }

    private void restart() {
        if (isStarting) {
            return;
        }
        isStarting = true;
        story.tell("the controller starts again");
        world.restartController().whenComplete((started, failure) -> {
            isStarting = false;
            if (failure != null) {
                story.tell("it does not start, and is started again");
                world.time().schedule(TimeUnit.SECONDS.toNanos(1), this::restart);
            }
        });
    }

    /** Ends all that still goes wrong, so that everything can become as it should be. */
    void end() {
        isOver = true;
        eventsToCrash = -1;
        faults.end();
        world.network().heal();
        if (isStopping) {
            crash();
        }
        if (world.controller().isEmpty()) {
            restart();
        } else {
            world.setPortOpen(true);
        }
    }
}
