package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.firmware.FirmwareEvent.Connected;
import dev.sagfleet.agent.firmware.FirmwareEvent.Crashed;
import dev.sagfleet.agent.firmware.FirmwareEvent.Disconnected;
import dev.sagfleet.agent.firmware.FirmwareEvent.FetchFailed;
import dev.sagfleet.agent.firmware.FirmwareEvent.FetchProgress;
import dev.sagfleet.agent.firmware.FirmwareEvent.Fetched;
import dev.sagfleet.agent.firmware.FirmwareEvent.Ordered;
import dev.sagfleet.agent.firmware.FirmwareEvent.Recorded;
import dev.sagfleet.agent.firmware.FirmwareEvent.Started;
import dev.sagfleet.agent.firmware.FirmwareEvent.TimerDue;
import dev.sagfleet.agent.firmware.FirmwareEvent.Verified;
import dev.sagfleet.agent.firmware.FirmwareEvent.Welcomed;
import dev.sagfleet.agent.firmware.TornFlash.PowerCut;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.timing.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The firmware of one device at work, with flash that can be torn, a line that can be down and images that can be bad. It
 * does at once what it is asked to, and time stands still until it is told to pass.
 */
final class TestDevice implements FirmwareEffect.Handler {
    static final long BEGIN_MILLIS = 1_700_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int EVENTS_MAX = 10_000;

    /** What becomes of what it does. */
    final Fate fate = new Fate();

    final List<FirmwareReport> hellos = new ArrayList<>();
    final List<UplinkMessage> sent = new ArrayList<>();
    final List<Digest> starts = new ArrayList<>();
    final List<Checkpoint> fetches = new ArrayList<>();
    final List<FirmwareState> kept = new ArrayList<>();
    int asked;

    final FirmwareSetup setup;
    final TornFlash flash;
    private final Deque<FirmwareEvent> events = new ArrayDeque<>();

    private final RealSlots slots;

    private Optional<Upgrade> desired = Optional.empty();
    private int eventsUntilCut = -1;
    private int steps;
    private Runnable afterCut = () -> {};
    private FirmwareBoot boot;
    private long nowNanos;
    private long wallAheadMillis;

    /** A device that is switched on. */
    TestDevice(FirmwareSetup setup, FirmwareState state) {
        this.setup = setup;
        flash = new TornFlash(state);
        slots = new RealSlots(state.slots());
        boot = FirmwareBoot.of(state);
        powerOn();
    }

    FirmwareState state() {
        return boot.state();
    }

    FirmwareBoot boot() {
        return boot;
    }

    /** Puts it into a state that it would come to by itself. */
    void become(FirmwareBoot other) {
        boot = other;
        flash.write(other.state());
    }

    UpgradeJob job() {
        return boot.state().job().orElseThrow();
    }

    Digest runs() {
        return boot.state().image().digest();
    }

    long nowMillis() {
        return BEGIN_MILLIS + nowNanos / NANOS_PER_MILLI + wallAheadMillis;
    }

    /** Orders an upgrade as a controller does: again in each session, until the device holds it. */
    void desire(Upgrade order) {
        desired = Optional.of(order);
        tell(new Ordered(order));
    }

    /** Cuts the power before one of the events to come, counted from 0. */
    void cutBeforeEvent(int event) {
        eventsUntilCut = event;
    }

    /** Cuts the power in a write after the first time that it comes back, as {@link TornFlash#cutAt} does. */
    void cutAgain(int write, double share) {
        afterCut = () -> {
            afterCut = () -> {};
            flash.cutAt(write, share);
        };
    }

    /** How many events there have been. */
    int steps() {
        return steps;
    }

    /** Sets its wall clock, which elapsed time does not follow. */
    void setClock(long millis) {
        wallAheadMillis += millis - nowMillis();
    }

    /** Switches it on, and goes on until nothing happens by itself any more. */
    void powerOn() {
        boot = FirmwareBoot.of(flash.read());
        events.clear();
        run(this::restart);
    }

    void tell(FirmwareEvent event) {
        run(() -> step(event));
    }

    void disconnect() {
        fate.hasLine = false;
        tell(new Disconnected());
    }

    void connect() {
        fate.hasLine = true;
        run(this::connectIfItCan);
    }

    void crash() {
        tell(new Crashed());
    }

    /** Lets time pass, and what is due in it happen. */
    void pass(Duration span) {
        long end = nowNanos + span.toNanos();
        for (int i = 0; boot.dueAtNanos() <= end; i++) {
            if (i > EVENTS_MAX) {
                throw new AssertionError("due again and again at " + boot.dueAtNanos() + ": " + boot.state());
            }
            nowNanos = Math.max(nowNanos, boot.dueAtNanos());
            tell(new TimerDue());
        }
        nowNanos = end;
    }

    /** Lets pass what time there is something to wait for. */
    void settle() {
        for (int i = 0; boot.dueAtNanos() != Timer.NEVER && i < EVENTS_MAX; i++) {
            pass(Duration.ofNanos(Math.max(0, boot.dueAtNanos() - nowNanos)));
        }
    }

    private void run(Runnable first) {
        try {
            first.run();
            for (int i = 0; !events.isEmpty(); i++) {
                if (i > EVENTS_MAX) {
                    throw new AssertionError("events without end: " + boot.state());
                }
                step(events.remove());
            }
        } catch (PowerCut cut) {
            afterCut.run();
            powerOn();
        }
    }

    private void step(FirmwareEvent event) {
        steps++;
        if (eventsUntilCut-- == 0) {
            throw new PowerCut();
        }
        slots.happens(event, setup.model(), boot.state().slots());
        var step = Firmware.step(setup, boot, event, nowNanos, nowMillis());
        boot = step.next();
        step.effects().forEach(effect -> effect.runOn(this));
        if (event instanceof Started) {
            connectIfItCan();
        }
    }

    private void connectIfItCan() {
        if (fate.hasLine && boot.isRunning() && fate.reachesController.test(runs())) {
            boot = Firmware.step(setup, boot, new Connected(), nowNanos, nowMillis())
                    .next();
            hellos.add(Firmware.report(setup.model(), boot));
            events.add(new Welcomed(fate.controllerWasAway));
            desired.filter(order -> boot.state().held().lacks(order.revision()))
                    .ifPresent(order -> events.add(new Ordered(order)));
        }
    }

    @Override
    public void persist(FirmwareState state) {
        flash.write(state);
        kept.add(state);
    }

    @Override
    public void start() {
        slots.assertWhole(boot.state().slots());
        starts.add(runs());
        if (fate.comesUp.test(runs())) {
            events.add(new Started());
        } else {
            flash.write(BootLoader.startFailed(boot.state()));
            restart();
        }
    }

    @Override
    public void fetch(String link, Digest digest, long sizeBytes, Checkpoint from) {
        fetches.add(from);
        events.addAll(fate.fetched(from, sizeBytes));
    }

    static Checkpoint at(long bytes) {
        return new Checkpoint(bytes, "hash of " + bytes);
    }

    @Override
    public void abandon() {
        events.removeIf(event -> event instanceof FetchProgress
                || event instanceof Fetched
                || event instanceof FetchFailed
                || event instanceof Verified);
    }

    @Override
    public void verify(Digest wanted, Checkpoint fetched) {
        events.add(fate.verified(wanted));
    }

    @Override
    public void install(Slot slot, Image image, long sizeBytes) {
        slots.write(slot);
        fate.installed().ifPresent(events::add);
    }

    @Override
    public void askUser() {
        asked++;
        fate.answered(nowMillis()).ifPresent(events::add);
    }

    @Override
    public void checkLocally() {
        fate.checked(runs()).ifPresent(events::add);
    }

    @Override
    public void send(UplinkMessage message) {
        sent.add(message);
        if (fate.controllerRecords
                && message instanceof FirmwareProgress progress
                && progress.state().isFinal()) {
            events.add(new Recorded(new ProgressRecorded(progress.job(), progress.attempt())));
        }
    }

    @Override
    public void restart() {
        events.clear();
        var step = Firmware.powerOn(flash.read());
        boot = step.next();
        step.effects().forEach(effect -> effect.runOn(this));
    }
}
