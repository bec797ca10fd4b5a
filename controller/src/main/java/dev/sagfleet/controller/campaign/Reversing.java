package dev.sagfleet.controller.campaign;

import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Late;
import dev.sagfleet.controller.rollout.Origin;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import java.util.List;
import java.util.Optional;

/** The way back of a rollout, as a rollout of its own. Source: rollout rule R14. */
final class Reversing {
    private static final String NAME = "rollback of ";
    private static final WavePlan ALL_AT_ONCE = WavePlan.of(new WaveSize.Cumulative(Fraction.ofPercent(100)));

    /**
     * Puts the way back on record; nothing if it is already.
     *
     * @param who wants it
     */
    static Optional<Rollout> create(
            Transaction transaction, Rollout rollout, Rollback.Scope scope, int wave, String who, long nowMillis) {
        String id = Reversals.id(rollout.origin().id(), scope, wave);
        if (transaction.rollouts().find(id).isPresent()) {
            return Optional.empty();
        }
        var origin = new Origin(id, rollout.origin().seed(), nowMillis);
        return Optional.of(Campaigns.create(transaction, Rollout.draft(origin, policy(rollout.policy()), who)));
    }

    /** All at once, at any time and for nobody else: as little as possible stands in the way. */
    private static RolloutPolicy policy(RolloutPolicy back) {
        String name = NAME + back.name();
        return new RolloutPolicy(
                name.substring(0, Math.min(name.length(), RolloutPolicy.NAME_LENGTH_MAX)),
                back.image(),
                Targets.ALL,
                back.order(),
                List.of(ALL_AT_ONCE),
                back.success(),
                back.halt(),
                back.inconclusive(),
                back.silence(),
                Late.IGNORE,
                Optional.empty(),
                back.pace(),
                back.retries(),
                back.priority(),
                Rollback.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private Reversing() {}
}
