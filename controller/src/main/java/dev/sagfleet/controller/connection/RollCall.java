package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.connection.Corrections.Absent;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.DeviceRepository.Attendance;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares again and again who is there by the store with who is in session, so that whatever has gone wrong no device
 * stays online without a session, or offline with one. It goes through the devices part by part, and takes a part for
 * wrong that is the same at a second look: what is about to be written down is written by then.
 *
 * <p>Who is marked online without a session is marked offline, and its partner takes over. One whose session the store
 * does not know is told to connect again, which brings all that belongs to a session in order.
 *
 * <p>One look follows from the other, so that it is never busy twice.
 */
public final class RollCall {
    /** How many devices are looked at in one second: a few milliseconds of reading. */
    static final int PART = 1_000;

    static final Duration BETWEEN_PARTS = Duration.ofSeconds(1);
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(RollCall.class);

    private final Store store;
    private final SessionRegistry sessions;
    private final Predicate<Attendance> mayComeBack;
    private final Scheduler scheduler;
    private final RepeatedFailure corrected;
    private final BatchedRecords<Absent, ?> corrections;
    private volatile boolean isStopped;

    /**
     * What was seen of a device that cannot stay so.
     *
     * @param session the epoch of its session; 0 if it has none
     */
    private record Contradiction(Attendance known, long session) {}

    /**
     * @param mayComeBack whether a device that is marked online without a session is not taken for absent yet
     * @param events are told of who has left
     * @param rollouts likewise, within the change that records it
     * @param corrected says what was found
     */
    public RollCall(
            Store store,
            SessionRegistry sessions,
            Predicate<Attendance> mayComeBack,
            Events events,
            RolloutListener rollouts,
            InstantSource clock,
            Scheduler scheduler,
            RepeatedFailure corrected) {
        this.store = store;
        this.sessions = sessions;
        this.mayComeBack = mayComeBack;
        this.scheduler = scheduler;
        this.corrected = corrected;
        var absent = new Corrections(events, sessions, rollouts, clock, corrected);
        corrections = new BatchedRecords<>(absent, store, scheduler, corrected);
    }

    /** From now on a device without a session is not absent, since it is we who leave. */
    public void stop() {
        isStopped = true;
        corrections.stop();
    }

    /** Begins a round after a while, and others after it. */
    public void begin() {
        scheduler.schedule(BETWEEN_ROUNDS, () -> look(Optional.empty()));
    }

    private void look(Optional<SerialNumber> after) {
        read(after, part -> {
            Set<Contradiction> seen = contradictions(part);
            if (seen.isEmpty()) {
                return true;
            }
            scheduler.schedule(BETWEEN_LOOKS, () -> lookAgain(after, seen));
            return false;
        });
    }

    private void lookAgain(Optional<SerialNumber> after, Set<Contradiction> before) {
        read(after, part -> {
            Set<Contradiction> seen = contradictions(part);
            seen.retainAll(before);
            seen.forEach(this::correct);
            return true;
        });
    }

    /** @param look whether that was all there is to do about this part */
    private void read(Optional<SerialNumber> after, Predicate<List<Attendance>> look) {
        store.read(reading -> reading.devices().attendances(after, PART)).whenComplete((part, failure) -> {
            if (isStopped) {
                return;
            }
            if (failure != null) {
                LOG.debug("round broken off", failure);
                begin();
            } else if (look.test(part)) {
                goOnAfter(part);
            }
        });
    }

    private void goOnAfter(List<Attendance> part) {
        if (part.size() < PART) {
            begin();
        } else {
            Optional<SerialNumber> last = Optional.of(part.get(PART - 1).serial());
            scheduler.schedule(BETWEEN_PARTS, () -> look(last));
        }
    }

    /** The sessions are looked at after the store, so that one that was let in before the first look is in both. */
    private Set<Contradiction> contradictions(List<Attendance> part) {
        Set<Contradiction> found = new LinkedHashSet<>();
        for (Attendance known : part) {
            long session = sessions.epoch(known.serial());
            boolean isRight = known.online() ? session == known.epoch() : session == 0;
            if (!isRight && !(session == 0 && mayComeBack.test(known))) {
                found.add(new Contradiction(known, session));
            }
        }
        return found;
    }

    private void correct(Contradiction seen) {
        SerialNumber serial = seen.known().serial();
        if (seen.session() == 0) {
            corrections.add(new Absent(serial, seen.known().epoch()));
        } else if (sessions.epoch(serial) == seen.session()) {
            corrected.report("the store did not know of a session: serial=" + serial + " epoch=" + seen.session()
                    + " found=" + seen.known());
            var unused = sessions.end(
                    serial, CloseCode.SERVICE_RESTART, "the controller has lost sight of this session; connect again");
        }
    }
}
