package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.firmware.BootLoader;
import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.firmware.FetchFailure;
import dev.sagfleet.agent.firmware.Firmware;
import dev.sagfleet.agent.firmware.FirmwareBoot;
import dev.sagfleet.agent.firmware.FirmwareEffect;
import dev.sagfleet.agent.firmware.FirmwareEvent;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.Image;
import dev.sagfleet.agent.link.ImageFetch;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.runtime.ImageBehaviour.UserAnswer;
import dev.sagfleet.agent.timing.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The firmware of a device at work: carries events to its machine, and does what comes of them. A device has one from the
 * first time that it is told of an image. On the loop of its agent.
 */
final class FirmwareWork extends Timer implements FirmwareEffect.Handler, ImageFetch.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(FirmwareWork.class);

    private final AgentSetup setup;
    private final AgentHost host;
    private final FirmwarePorts ports;
    private final DeviceWork device;
    private final ImageFetch fetch;
    private final Power power;
    private FirmwareBoot boot;

    /** Nothing as long as the device was never told of an image, as far as its flash knows. */
    private Optional<FirmwareState> durable;

    /** Counts what ends a verification. */
    private int abandoned;

    private int userAsked;

    private FirmwareWork(
            AgentSetup setup,
            AgentHost host,
            FirmwarePorts ports,
            DeviceWork device,
            FirmwareBoot boot,
            Optional<FirmwareState> durable) {
        this.setup = setup;
        this.host = host;
        this.ports = ports;
        this.device = device;
        this.boot = boot;
        this.durable = durable;
        fetch = ports.fetches().of(this);
        power = new Power(host.loop(), setup.identity().serial());
    }

    /** That of a device which is on, in session, and about to be told of an image for the first time. */
    static FirmwareWork ofUntouched(AgentSetup setup, AgentHost host, FirmwarePorts ports, DeviceWork device) {
        FirmwareBoot boot = FirmwareBoot.ofUntouched(
                setup.identity().model(), device.state().firmware(), host.loop().nanoTime());
        var work = new FirmwareWork(setup, host, ports, device, boot, Optional.empty());
        work.power.on();
        return work;
    }

    /** That of a device which is off, and whose flash has kept this. */
    static FirmwareWork kept(
            AgentSetup setup, AgentHost host, FirmwarePorts ports, DeviceWork device, FirmwareState kept) {
        return new FirmwareWork(
                setup, host, ports, device, Firmware.powerOn(kept).next(), Optional.of(kept));
    }

    FirmwareState state() {
        return boot.state();
    }

    /** How far it has come with what it is told of images. */
    AspectStatus held() {
        return boot.state().held();
    }

    /** What the Hello of a connection says. */
    FirmwareReport report() {
        return Firmware.report(setup.identity().model(), boot);
    }

    /** Whether what runs may connect. */
    boolean isOn() {
        return boot.isRunning() && setup.images().reachesController(image(), boots());
    }

    /** Whether the traffic of users comes to what runs. */
    boolean carriesTraffic() {
        return setup.images().carriesTraffic(image());
    }

    /** Whether it has been switched on; it may be booting yet. */
    boolean isPowered() {
        return power.isOn();
    }

    /**
     * Ends all that is under way, without a word.
     *
     * @param kept what its flash holds; absent if that is what it is known to hold
     * @return what it holds, and would if checkpoints that were not told had been written
     */
    Optional<FirmwareState> powerFails(Optional<FirmwareState> kept) {
        durable = kept.or(() -> durable);
        powerOff();
        return durable;
    }

    /** Ends all that is under way likewise. */
    void powerOff() {
        Optional<Checkpoint> untold = fetch.untold().filter(reached -> durable.equals(Optional.of(boot.state())));
        if (untold.isPresent()) {
            FirmwareState reached = stepped(new FirmwareEvent.FetchProgress(untold.get()))
                    .next()
                    .state();
            durable = Optional.of(reached);
            var unused = host.flash().saveFirmware(setup.identity().serial(), reached);
        }
        power.off();
        fetch.stop();
        host.timers().cancel(this);
    }

    /** Switches it on, with what its flash holds. */
    void powerOn() {
        power.on();
        take(Firmware.powerOn(durable.orElseGet(boot::state)));
    }

    void step(FirmwareEvent event) {
        take(stepped(event));
    }

    private Firmware.Step stepped(FirmwareEvent event) {
        return Firmware.step(
                UpgradeSetup.of(setup, ports, boot, event),
                boot,
                event,
                host.loop().nanoTime(),
                ports.clock().millis());
    }

    private void take(Firmware.Step step) {
        boot = step.next();
        setup.images().became(boot.state());
        List<Runnable> runs = new ArrayList<>(step.effects().size());
        step.effects().forEach(effect -> runs.add(() -> effect.runOn(this)));
        if (!runs.isEmpty()) {
            device.run(runs);
        }
        host.timers().schedule(this);
    }

    @Override
    protected long dueAtNanos() {
        return boot.dueAtNanos();
    }

    @Override
    protected void onDue(long nowNanos) {
        power.guarded(() -> step(new FirmwareEvent.TimerDue()));
    }

    private Image image() {
        return boot.state().image();
    }

    private long boots() {
        return boot.state().boot();
    }

    @Override
    public void persist(FirmwareState state) {
        device.hold(host.flash().saveFirmware(setup.identity().serial(), state), () -> durable = Optional.of(state));
    }

    @Override
    public void start() {
        long bootNanos = device.boot().atNanos() - host.loop().nanoTime();
        switch (setup.images().start(image(), boots())) {
            case RUNS -> power.after(bootNanos, this::started);
            case FAILS -> power.after(bootNanos, this::startFailed);
            case NEVER_RETURNS ->
                LOG.info(
                        "device never returns: serial={} image={}",
                        setup.identity().serial(),
                        image());
        }
    }

    private void started() {
        device.runs(image().version());
        setup.images()
                .crashesAfter(image(), boots())
                .ifPresent(span -> power.after(span.toNanos(), () -> step(new FirmwareEvent.Crashed())));
        step(new FirmwareEvent.Started());
        device.started();
    }

    private void startFailed() {
        durable = durable.map(BootLoader::startFailed);
        device.reboot();
    }

    @Override
    public void fetch(String link, Digest digest, long sizeBytes, Checkpoint from) {
        var wanted =
                new ImageFetch.Wanted(setup.identity().serial(), host.keys().of(setup), link, digest, sizeBytes, from);
        fetch.begin(wanted, device.boot().intake());
    }

    /** Breaks off a download as a network failure would. */
    void cut() {
        fetch.cut();
    }

    @Override
    public void abandon() {
        abandoned++;
        fetch.stop();
    }

    @Override
    public void verify(Digest wanted, Checkpoint fetched) {
        int under = abandoned;
        power.after(device.draw(DelayPoint.VERIFY), () -> {
            if (under == abandoned) {
                step(new FirmwareEvent.Verified(setup.images().fetched(fetch.digestOf(fetched))));
            }
        });
    }

    @Override
    public void install(Slot slot, Image image, long sizeBytes) {
        boolean isWritten = setup.images().isWritten(image, boots());
        power.after(
                device.draw(DelayPoint.INSTALL),
                () -> step(isWritten ? new FirmwareEvent.Installed() : new FirmwareEvent.InstallFailed()));
    }

    @Override
    public void askUser() {
        setup.images()
                .askUser(image(), userAsked++)
                .ifPresent(answer -> power.after(answer.after().toNanos(), () -> hear(answer)));
    }

    private void hear(UserAnswer answer) {
        step(answer.postponedBy()
                .<FirmwareEvent>map(
                        span -> new FirmwareEvent.UserPostponed(ports.clock().millis() + span.toMillis()))
                .orElseGet(FirmwareEvent.UserAgreed::new));
    }

    @Override
    public void checkLocally() {
        var found = setup.images().checkLocally(image(), boots());
        power.after(0, () -> step(new FirmwareEvent.LocalChecksDone(found)));
    }

    @Override
    public void send(UplinkMessage message) {
        device.send(message);
    }

    @Override
    public void restart() {
        device.reboot();
    }

    @Override
    public void reached(Checkpoint checkpoint) {
        step(new FirmwareEvent.FetchProgress(checkpoint));
    }

    @Override
    public void fetched(Checkpoint end) {
        step(new FirmwareEvent.Fetched(end));
    }

    @Override
    public void failed(FetchFailure why, Checkpoint reached) {
        step(new FirmwareEvent.FetchFailed(why, reached));
    }
}
