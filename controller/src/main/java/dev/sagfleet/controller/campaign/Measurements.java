package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rollout.Engine;
import dev.sagfleet.controller.rollout.HealthFigures;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutEvent;
import dev.sagfleet.controller.rollout.Wave;
import dev.sagfleet.controller.telemetry.OfferedTraffic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Measures the health of waves: what each member that has succeeded is offered now, beside what it was offered when it was
 * ordered, which stands in its row. It reads a slice of the members after the other, and no change waits for that. A
 * measurement that fails says so; of one that a stop cuts short nothing is heard, and the rollout asks again.
 *
 * <p>The latest report of a device that came once it had succeeded is of a boot of the new image, and so is all that is
 * counted in it, since a boot runs one image. Source: rollout rule R11.
 */
final class Measurements {
    private final Campaigns campaigns;
    private final Store store;
    private final Carried carried;
    private final InstantSource clock;
    private final RepeatedFailure failures;

    Measurements(Campaigns campaigns, Store store, Carried carried, InstantSource clock, RepeatedFailure failures) {
        this.campaigns = campaigns;
        this.store = store;
        this.carried = carried;
        this.clock = clock;
        this.failures = failures;
    }

    /** The members of a wave, and how they are measured. */
    private record Task(String rollout, int wave, long sinceMillis, Duration over, int begin, int end) {}

    /** What was found of the members so far. */
    private record Sum(int asked, int reporting, int idle, long before, long since) {
        private static final Sum NOTHING = new Sum(0, 0, 0, 0, 0);

        Sum plusSilent() {
            return new Sum(asked + 1, reporting, idle, before, since);
        }

        Sum plusIdle() {
            return new Sum(asked + 1, reporting, idle + 1, before, since);
        }

        Sum plus(long moreBefore, long moreSince) {
            return new Sum(
                    asked + 1, reporting + 1, idle, Math.addExact(before, moreBefore), Math.addExact(since, moreSince));
        }

        HealthFigures figures() {
            return reporting == 0
                    ? new HealthFigures(asked, 0, idle, Optional.empty(), Optional.empty())
                    : new HealthFigures(asked, reporting, idle, Optional.of(before), Optional.of(since));
        }
    }

    /** Measures those of a wave that have run the image since then or longer, and tells the rollout. */
    void measure(String rollout, int wave, long sinceMillis) {
        store.read(reading -> reading.rollouts().find(rollout).flatMap(found -> task(found, wave, sinceMillis)))
                .thenCompose(task -> task.isPresent() ? found(task.get()) : CompletableFuture.completedFuture(true))
                .exceptionallyCompose(failure -> {
                    failures.report("the health of a rollout not measured", Store.causeOf(failure));
                    return tell(rollout, wave, HealthFigures.NONE);
                })
                .whenComplete((told, failure) -> {
                    if (failure != null) {
                        failures.report("the health of a rollout not told", Store.causeOf(failure));
                    }
                });
    }

    /** Nothing if nobody wants to know any more. */
    private static Optional<Task> task(Rollout rollout, int number, long sinceMillis) {
        return rollout.policy()
                .health()
                .filter(health -> number < rollout.waves().size())
                .map(health -> {
                    Wave wave = rollout.waves().get(number);
                    boolean isDealt = wave.begin() != Wave.LATE;
                    return new Task(
                            rollout.origin().id(),
                            number,
                            sinceMillis,
                            health.over(),
                            isDealt ? wave.begin() : 0,
                            isDealt ? wave.end() : Integer.MAX_VALUE);
                });
    }

    private CompletionStage<Boolean> found(Task task) {
        return sum(task, task.begin(), Sum.NOTHING)
                .thenCompose(sum -> tell(task.rollout(), task.wave(), sum.figures()));
    }

    private CompletionStage<Boolean> tell(String rollout, int wave, HealthFigures figures) {
        return campaigns
                .happen(rollout, new RolloutEvent.HealthMeasured(wave, figures))
                .thenApply(happened -> true);
    }

    private CompletionStage<Sum> sum(Task task, int from, Sum before) {
        int most = Math.min(Engine.SLICE, task.end() - from);
        if (most <= 0) {
            return CompletableFuture.completedFuture(before);
        }
        record Part(int members, Sum sum) {}

        return store.read(reading -> {
                    List<Member> slice = reading.rollouts().members(task.rollout(), from, most);
                    Sum sum = before;
                    for (Member member : slice) {
                        sum = isAsked(task, member) ? plus(reading, task, sum, member) : sum;
                    }
                    return new Part(slice.size(), sum);
                })
                .thenCompose(part -> part.members() < most
                        ? CompletableFuture.completedFuture(part.sum())
                        : sum(task, from + most, part.sum()));
    }

    private static boolean isAsked(Task task, Member member) {
        return member.wave() == task.wave()
                && member.state() == MemberState.SUCCEEDED
                && member.clock().sinceMillis() <= task.sinceMillis();
    }

    /** Its traffic goes over to the other box while it is upgraded, and comes back as that is, or not at all. */
    private static boolean isOfPair(Reading reading, Device device) {
        return reading.instances()
                .find(device.instanceId())
                .filter(instance -> instance.haType().isPair())
                .isPresent();
    }

    private Sum plus(Reading reading, Task task, Sum sum, Member member) {
        Optional<Device> device = reading.devices().find(member.serial());
        if (member.offeredBefore() == 0
                || device.filter(known -> isOfPair(reading, known)).isPresent()) {
            return sum.plusIdle();
        }
        Optional<OfferedTraffic> since = carried.lately(member.serial(), task.over(), clock.millis())
                .filter(offered -> offered.reportedMillis() >= member.clock().sinceMillis());
        boolean isThere = device.filter(known -> known.presence().online()).isPresent()
                && member.offeredBefore() != Member.UNKNOWN;
        return isThere && since.isPresent()
                ? sum.plus(member.offeredBefore(), since.get().bytesPerHour())
                : sum.plusSilent();
    }
}
