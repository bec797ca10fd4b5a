package dev.sagfleet.simulator.rehearsal;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Semantics;
import dev.sagfleet.controller.rollout.Wave;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rollout that runs and of which nothing more is heard: it neither goes on nor stops.
 *
 * @param since when something was heard of it last
 * @param stuck the waves that wait, in their order; 1 or more
 */
public record Limbo(Instant since, List<Stuck> stuck) {
    /** After so much silence; nothing that a device does takes as long. */
    static final Duration SILENCE = Duration.ofDays(1);

    /**
     * A wave that waits.
     *
     * @param wave counts from 1
     * @param name what a person calls it
     * @param devices of which nothing has become: it waits for them
     * @param isOpen whether the next wave waits for this one; otherwise only the end of the rollout does
     * @param waysOut what would have freed it, for a person
     */
    public record Stuck(int wave, String name, int devices, boolean isOpen, List<String> waysOut) {
        public Stuck {
            waysOut = List.copyOf(waysOut);
        }
    }

    public Limbo {
        requireNonNull(since, "since");
        stuck = List.copyOf(stuck);
    }

    /**
     * Whether a rollout is in limbo.
     *
     * @param heard when something was heard of it last
     * @param now the end of what is looked at
     */
    static Optional<Limbo> of(Rollout rollout, Semantics semantics, Instant heard, Instant now) {
        boolean isSilent = Duration.between(heard, now).compareTo(SILENCE) >= 0;
        if (rollout.state() != RolloutState.RUNNING || !isSilent) {
            return Optional.empty();
        }
        List<Stuck> stuck = new ArrayList<>();
        for (int number = 0; number < rollout.waves().size(); number++) {
            Wave wave = rollout.waves().get(number);
            boolean isWaiting = wave.stage() == Wave.Stage.OPEN || wave.isBehind();
            if (isWaiting && (wave.counts().open() > 0 || wave.stage() == Wave.Stage.OPEN)) {
                stuck.add(new Stuck(
                        number + 1,
                        semantics.name(number),
                        wave.counts().open(),
                        wave.stage() == Wave.Stage.OPEN,
                        semantics.waysOut(rollout.policy(), rollout.waves(), number)));
            }
        }
        return stuck.isEmpty() ? Optional.empty() : Optional.of(new Limbo(heard, stuck));
    }

    /** Of how many devices nothing has become that were offered the image. */
    public int devices() {
        return stuck.stream().mapToInt(Stuck::devices).sum();
    }
}
