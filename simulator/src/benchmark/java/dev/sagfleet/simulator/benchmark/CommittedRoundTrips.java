package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.Outcome;
import dev.sagfleet.controller.inventory.PendingChange;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.simulator.world.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Commands as a call of the API gives them: committed before they are sent, kept by the device before it
 * answers, and answered once the answer is committed too.
 */
final class CommittedRoundTrips extends RoundTrips<SerialNumber> {
    private final Commands commands;
    private final Collection<SerialNumber> devices;
    private final Runnable end;

    CommittedRoundTrips(Transport transport, int count, Duration span) throws IOException, InterruptedException {
        this(BenchmarkWorld.start(transport, count), span);
    }

    /** In a world that ends with it. */
    private CommittedRoundTrips(BenchmarkWorld world, Duration span) {
        super(span);
        commands = world.controller().commands();
        devices = world.serials();
        end = world::close;
    }

    /** With some devices of a world that lasts. */
    CommittedRoundTrips(BenchmarkWorld world, Collection<SerialNumber> devices, Duration span) {
        super(span);
        commands = world.controller().commands();
        this.devices = devices;
        end = () -> {};
    }

    @Override
    Collection<SerialNumber> devices() {
        return devices;
    }

    @Override
    void send(SerialNumber device) {
        commands.run("benchmark", transaction -> change(transaction, device)).thenAccept(same -> answered(same));
    }

    private static Outcome<SerialNumber> change(Transaction transaction, SerialNumber device) {
        Optional<DeviceAspect> known = transaction.aspects().find(device, Aspect.BANDWIDTH);
        Revision revision = known.map(aspect -> aspect.desired().revision())
                .orElse(Revision.NONE)
                .next();
        // Never what it was, so that each has something to change.
        var command = new ChangeBandwidth(
                "benchmark-" + revision.number(), revision, Bandwidth.ofMegabits(100 + revision.number() % 100));
        transaction
                .aspects()
                .save(known.map(aspect -> aspect.withDesired(command))
                        .orElseGet(() -> DeviceAspect.unanswered(device, command)));
        return new Outcome<>(device, List.of(new PendingChange(device, Aspect.BANDWIDTH, revision, true)), List.of());
    }

    @Override
    public void close() {
        end.run();
    }
}
