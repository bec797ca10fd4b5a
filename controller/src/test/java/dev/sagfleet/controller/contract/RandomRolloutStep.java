package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.RandomChange.saving;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.contract.RandomChange.Step;
import dev.sagfleet.controller.rollout.Claim;
import dev.sagfleet.controller.rollout.DrawnRollouts;
import dev.sagfleet.controller.rollout.Members;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.Transition;
import java.util.SplittableRandom;

/** One operation on rollouts. */
final class RandomRolloutStep {
    static Step draw(RandomRows rows) {
        long seed = rows.random().nextLong();
        String id = rows.any(RandomRows.ROLLOUTS);
        SerialNumber serial = rows.serial();
        long millis = rows.millis();
        return switch (rows.random().nextInt(15)) {
            case 0, 1, 2 -> {
                Rollout rollout = rows.rollout();
                yield saving("save rollout", it -> it.rollouts().save(rollout));
            }
            case 3 -> saving("remove rollout", it -> it.rollouts().remove(id));
            case 4 -> {
                Transition transition = new DrawnRollouts(seed).transition();
                yield saving("enter", it -> it.rollouts().enter(id, transition));
            }
            case 5, 6 -> {
                Claim claim = new Claim(id, rows.random().nextInt(3), millis);
                yield saving("claim", it -> it.rollouts().claim(serial, claim));
            }
            case 7 -> saving("release", it -> it.rollouts().release(serial));
            case 8 -> new Step("release some", it -> it.rollouts().release(id, 2));
            case 9 -> new Step("rollout number", it -> it.rollouts().nextNumber());
            case 10 -> saving("remove members", it -> it.rollouts().members(id).removeLast((int) millis));
            case 11 -> new Step("find rollout", it -> it.rollouts().find(id));
            case 12 -> new Step("due rollouts", it -> it.rollouts().dueBy(millis));
            case 13 -> {
                String name = rows.rollout().policy().name();
                yield new Step(
                        "rollout of name", it -> it.rollouts().findByName(name).map(Rollout::origin));
            }
            default ->
                saving("save members", it -> {
                    Members members = it.rollouts().members(id);
                    DrawnMembers drawn = new DrawnMembers(new SplittableRandom(seed));
                    for (int i = 0; i < 5; i++) {
                        members.save(drawn.of(members));
                    }
                });
        };
    }

    private RandomRolloutStep() {}
}
