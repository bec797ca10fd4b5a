package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.agent.runtime.Flash;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventFilter;
import dev.sagfleet.controller.event.EventReader;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.event.LoggedEvent;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.WaveNews;
import dev.sagfleet.simulator.virtual.Journal;
import dev.sagfleet.simulator.virtual.VirtualTime;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rollout on virtual time, from its start to its end, or for a while after that. A person agrees at once to whatever waits for it, and does nothing
 * about a halt. All of it happens on the caller's thread.
 */
public final class Rehearsal {
    private static final Duration STEP = Duration.ofHours(1);
    private static final int BATCH = 1_000;
    private static final Pattern OBJECTION = Pattern.compile("wave ([0-9]+): .*");

    private final Script script;
    private final Listener listener;
    private final RehearsedWorld stage;
    private final VirtualTime time;
    private final Events log;
    private final EventReader events;
    private final Journal journal;
    private final Tally tally;
    private final LossTally losses;
    private final HitTally hits;
    private final long startNanos;
    private final String id;
    private Instant stamp;
    private long seen;
    private long peakBitsPerSecond;
    private Optional<Outcome.Halted> halt = Optional.empty();
    private boolean mayBeAtRest;
    /** When nothing more was to come of the rollout; 0 if it was not looked at any longer. */
    private long restNanos;

    private Optional<Outcome.Afterwards> afterwards = Optional.empty();
    /** When anything was heard of a device's upgrade, or of the rollout, last. */
    private Instant heard;

    /** Whoever wants to know how it goes on. */
    public interface Listener {
        /** Wants to know nothing. */
        Listener NONE = new Listener() {};

        /** A line of the journal. */
        default void told(String line) {}

        /** What stands between the devices and their flash, for whoever wants to see what they keep. */
        default Flash watching(VirtualTime unusedTime, Flash flash) {
            return flash;
        }

        /** It is over, and its world still there, for whoever wants to go on with it. */
        default void over(VirtualWorld world) {}

        /** So far it has come; told each virtual hour. */
        default void passed(Instant now, Rollout rollout) {}

        /** Something has happened to the controller. */
        default void happened(Instant at, ControllerEvent event) {}

        /** What all downloads take together from now on, until it is told anew. */
        default void egress(Instant now, long bitsPerSecond) {}

        /** It is over. Whoever asks for its members gets all of them as they are now. */
        default void ended(Supplier<List<Member>> members) {}
    }

    private Rehearsal(Script script, Listener listener) {
        this.script = script;
        this.listener = listener;
        stage = new RehearsedWorld(script, listener);
        time = stage.world().time();
        stamp = script.begin();
        heard = script.begin();
        var stamps = new TimeText();
        journal = new Journal(() -> stamps.of(stamp), listener == Listener.NONE ? Journal.NOBODY : listener::told);
        tally = new Tally(script.policy().image(), script.started().toEpochMilli());
        script.known().flatMap(Known::underWay).ifPresent(tally::begin);
        losses = new LossTally(
                script.policy().image(),
                serial -> stage.world().agent(serial).state().firmware());
        hits = new HitTally(script, serial -> stage.world().fleet().isOnBadImage(serial));
        id = stage.prepare();
        startNanos = time.nowNanos();
        log = stage.world().core().events();
        events = EventReader.fromNow(log, EventFilter.ALL);
    }

    /** Runs a rollout to its end, or to its bound. */
    public static Outcome run(Script script, Listener listener) {
        return new Rehearsal(script, listener).run();
    }

    private Outcome run() {
        stage.start(id);
        look();
        long endNanos = startNanos + script.bound().toNanos();
        runUntilAtRest(startNanos, endNanos);
        if (!script.watch().isZero() && isAtRest()) {
            watch(endNanos);
            runUntilAtRest(time.nowNanos(), endNanos);
        }
        look();
        Outcome outcome = outcome();
        listener.ended(() -> stage.members(id));
        listener.over(stage.world());
        return outcome;
    }

    private void runUntilAtRest(long fromNanos, long endNanos) {
        long nextNanos = fromNanos;
        while (!isAtRest() && time.nowNanos() < endNanos) {
            nextNanos = Math.min(endNanos, nextNanos + STEP.toNanos());
            while (!mayBeAtRest && time.runOne(nextNanos)) {
                look();
            }
            if (!mayBeAtRest) {
                time.advance(Duration.ofNanos(nextNanos - time.nowNanos()));
                listener.passed(stage.world().clock().instant(), stage.rollout(id));
            }
        }
    }

    /** Goes on although nothing more becomes of the rollout: of its devices something may. */
    private void watch(long endNanos) {
        restNanos = time.nowNanos();
        int fellBackBefore = losses.at(stage.world().clock().millis()).fellBack();
        Duration span = script.watch().compareTo(script.bound()) < 0 ? script.watch() : script.bound();
        long untilNanos = Math.min(endNanos, restNanos + span.toNanos());
        while (time.nowNanos() < untilNanos) {
            long nextNanos = Math.min(untilNanos, time.nowNanos() + STEP.toNanos());
            while (time.runOne(nextNanos)) {
                look();
            }
            time.advance(Duration.ofNanos(nextNanos - time.nowNanos()));
            look();
            listener.passed(stage.world().clock().instant(), stage.rollout(id));
        }
        afterwards = Optional.of(new Outcome.Afterwards(
                Duration.ofNanos(Math.max(0, untilNanos - restNanos)),
                losses.at(stage.world().clock().millis()).fellBack() - fellBackBefore));
    }

    private void look() {
        long last = log.last();
        if (last == seen) {
            return;
        }
        seen = last;
        EventReader.Batch batch = events.read(BATCH);
        if (batch.missed() > 0) {
            throw new IllegalStateException(batch.missed() + " events were not read (expected: none)");
        }
        batch.events().forEach(this::add);
        stage.world().egress().ifPresent(egress -> flows(carried(egress.reservedBitsPerSecond())));
    }

    private void flows(long bitsPerSecond) {
        peakBitsPerSecond = Math.max(peakBitsPerSecond, bitsPerSecond);
        listener.egress(stage.world().clock().instant(), bitsPerSecond);
    }

    /** What comes of what is reserved: the line of the controller may be narrower. */
    private long carried(long reservedBitsPerSecond) {
        return script.links()
                .uplink()
                .map(line -> Math.min(line.bitsPerSecond(), reservedBitsPerSecond))
                .orElse(reservedBitsPerSecond);
    }

    private void add(LoggedEvent event) {
        stamp = event.time();
        journal.add(EventWords.of(event.event()));
        listener.happened(stamp, event.event());
        losses.add(event.event(), stamp.toEpochMilli());
        if (isOfRollout(event.event())) {
            heard = event.time();
        }
        if (event.event() instanceof ControllerEvent.JobChanged job) {
            tally.add(job, event.time().toEpochMilli());
            hits.add(job, stamp);
            mayBeAtRest |= halt.isPresent();
        } else if (event.event() instanceof ControllerEvent.WaveChanged wave) {
            agree(wave);
        } else if (event.event() instanceof ControllerEvent.RolloutChanged rollout) {
            mayBeAtRest = true;
            if (rollout.rollout().equals(id) && rollout.state() == RolloutState.HALTED && halt.isEmpty()) {
                hits.halted();
                Rollout halted = stage.rollout(id);
                halt = Optional.of(new Outcome.Halted(
                        haltingWave(rollout.why())
                                .orElseGet(() -> Math.min(
                                        halted.frontier() + 1, halted.waves().size())),
                        Duration.between(script.started(), event.time()),
                        tally.touched()));
            }
        }
    }

    /** An engine that halts names the wave that objects, which may be one that was passed long ago. */
    private static Optional<Integer> haltingWave(String why) {
        Matcher matcher = OBJECTION.matcher(why);
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    private static boolean isOfRollout(ControllerEvent event) {
        return event instanceof ControllerEvent.JobChanged
                || event instanceof ControllerEvent.WaveChanged
                || event instanceof ControllerEvent.RolloutChanged;
    }

    private void agree(ControllerEvent.WaveChanged wave) {
        if (wave.news() == WaveNews.WAITS_FOR_APPROVAL || wave.news() == WaveNews.EMPTY_CANARY) {
            var wish = new RolloutRequest.ApproveWave(wave.wave() - 1, RehearsedWorld.PERSON);
            time.schedule(0, () -> stage.campaigns().tell(wave.rollout(), wish));
        }
    }

    /** Whether nothing will come of it any more without somebody: also not of the way back that it may have made. */
    private boolean isAtRest() {
        mayBeAtRest = false;
        return stage
                .world()
                .finish(stage.world().core().store().read(reading -> reading.rollouts()
                        .list(new SliceRequest(Optional.empty(), SliceRequest.ITEMS_MAX))
                        .items()))
                .stream()
                .allMatch(Rehearsal::isAtRest);
    }

    private static boolean isAtRest(Rollout rollout) {
        return rollout.state().isOver()
                || (rollout.state() == RolloutState.HALTED && rollout.flow().working() == 0);
    }

    private Outcome outcome() {
        Rollout rollout = stage.rollout(id);
        Counts all = rollout.counts();
        long tookNanos = (restNanos == 0 ? time.nowNanos() : restNanos) - startNanos;
        int members = all.all() - all.alreadyThere() - all.left();
        return new Outcome(
                rollout,
                stage.causes(id),
                stage.world().clock().instant(),
                members,
                Duration.between(script.started(), script.begin()).plusNanos(tookNanos),
                tally.touched(),
                tally.times(members),
                halt,
                losses.at(stage.world().clock().millis()),
                hits.found(),
                peakBitsPerSecond,
                tally.installs() * script.imageBytes(),
                time.events(),
                journal.lines(),
                journal.hash(),
                afterwards,
                Limbo.of(
                        rollout,
                        script.semantics(),
                        heard,
                        stage.world().clock().instant()));
    }
}
