package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.event.ControllerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which devices have begun to install an image that is bad on them. */
final class HitTally {
    private final FirmwareVersion version;
    private final Instant begin;
    private final boolean isExpected;
    private final Predicate<SerialNumber> isBad;
    private final Set<SerialNumber> devices = new LinkedHashSet<>();
    private @Nullable Instant first;
    private @Nullable Integer beforeHalt;

    /** @param isBad whether what a device is about to install is bad on it */
    HitTally(Script script, Predicate<SerialNumber> isBad) {
        version = script.policy().image();
        begin = script.begin();
        isExpected = script.fleet().faults().images().stream()
                .anyMatch(image -> image.version().filter(version::equals).isPresent());
        this.isBad = isBad;
    }

    void add(ControllerEvent.JobChanged event, Instant at) {
        if (isExpected
                && event.state() == UpdateState.INSTALLING
                && event.version().equals(version)
                && isBad.test(event.serial())) {
            devices.add(event.serial());
            first = first == null ? at : first;
        }
    }

    /** The rollout has halted for the first time. */
    void halted() {
        beforeHalt = devices.size();
    }

    /** Nothing if no image was to be bad. */
    Optional<Outcome.Hits> found() {
        return isExpected
                ? Optional.of(new Outcome.Hits(
                        devices.size(),
                        Optional.ofNullable(first).map(at -> Duration.between(begin, at)),
                        beforeHalt == null ? devices.size() : beforeHalt))
                : Optional.empty();
    }
}
