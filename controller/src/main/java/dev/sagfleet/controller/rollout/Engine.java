package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Makes the next step of a rollout of what happens: reads and saves the few members that it is about, and says what is to
 * be done. All of one rollout happens in one line; what its ports read is as of that moment.
 *
 * <p>An event costs the same however many members there are. What concerns all of them is done by and by, a slice with each
 * tick, and until it is done the rollout wants a tick at once. Source: rollout rule R19.
 */
public final class Engine {
    /** How many members one tick looks at, for what is due and for what concerns all of them. */
    public static final int SLICE = 256;

    private static final int VISITS_OF_TICK = 128;
    private static final int VISITS_OF_EVENT = 4;

    private final Ports ports;

    /** What it reads and writes beside the rollout itself. */
    record Ports(Members members, Claims claims, Fleet fleet, Semantics semantics) {
        Ports {
            requireNonNull(members, "members");
            requireNonNull(claims, "claims");
            requireNonNull(fleet, "fleet");
            requireNonNull(semantics, "semantics");
        }
    }

    /** The ports of one rollout. */
    public Engine(Members members, Claims claims, Fleet fleet) {
        this(members, claims, fleet, Semantics.OWN);
    }

    /** The same of one that goes by the rules of another system. */
    public Engine(Members members, Claims claims, Fleet fleet, Semantics semantics) {
        ports = new Ports(members, claims, fleet, semantics);
    }

    /** The rollout after an event, and what the caller must now do, in order. */
    public record Step(Rollout next, List<RolloutEffect> effects) {
        public Step {
            requireNonNull(next, "next");
            effects = List.copyOf(effects);
        }
    }

    /**
     * Makes the next step.
     *
     * @param nowMillis in milliseconds since 1970; never less than with an earlier event
     */
    public Step step(Rollout rollout, RolloutEvent event, long nowMillis) {
        var turn = new Turn(rollout, ports, nowMillis);
        event.tell(new Rules(turn));
        Gates.judge(turn);
        Offers.make(turn, event instanceof RolloutEvent.Tick ? VISITS_OF_TICK : VISITS_OF_EVENT);
        if (!turn.touched().isEmpty()) {
            int frontier = turn.frontier();
            Gates.judge(turn);
            if (turn.frontier() != frontier) {
                turn.wakeAt(nowMillis);
            }
        }
        Checkups.wake(turn);
        Endings.look(turn);
        return turn.over();
    }
}
