package dev.sagfleet.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a rollout by its rules alone, after each step, from the list of its members: every outcome that its open members
 * can still have is tried.
 */
final class RolloutReferee {
    private final RolloutWorld world;
    private final boolean somebodyRests;
    private final Map<String, Integer> live = new HashMap<>();
    private final Deque<Long> starts = new ArrayDeque<>();

    /** @param somebodyRests whether devices may go on by themselves, so that a site may have more at work than were let */
    RolloutReferee(RolloutWorld world, boolean somebodyRests) {
        this.world = world;
        this.somebodyRests = somebodyRests;
    }

    /** That the attempt of a device has ended, as the device sees it. */
    void over(String name) {
        live.remove(name);
    }

    boolean isLive(String name, int attempt) {
        return live.getOrDefault(name, 0) == attempt;
    }

    Map<String, Integer> live() {
        return live;
    }

    void judge(Rollout before, List<RolloutEffect> effects) {
        Rollout rollout = world.rollout;
        effects.stream()
                .filter(RolloutEffect.Offer.class::isInstance)
                .map(RolloutEffect.Offer.class::cast)
                .forEach(this::judge);
        long halts = effects.stream()
                .filter(effect -> effect instanceof RolloutEffect.Enter enter
                        && enter.transition().state() == RolloutState.HALTED)
                .count();
        assertThat(halts).as("halts in one step").isLessThanOrEqualTo(1);
        boolean mustHalt = false;
        for (int number = 0; number < rollout.waves().size(); number++) {
            Wave wave = rollout.waves().get(number);
            if (wave.stage() != Wave.Stage.PLANNED) {
                mustHalt |= mustHalt(rollout.policy(), number, wave);
            }
            if (wave.stage() == Wave.Stage.PASSED && rollout.state().isUnderWay()) {
                assertThat(isCertain(rollout.policy(), number, wave))
                        .as("passed: %s", wave)
                        .isTrue();
            }
            assertThat(number < rollout.frontier())
                    .as("frontier at %s of %s", rollout.frontier(), rollout.waves())
                    .isEqualTo(isBehindAll(rollout, number));
        }
        if (rollout.state() == RolloutState.RUNNING) {
            assertThat(mustHalt)
                    .as("runs although it must halt: %s", rollout.waves())
                    .isFalse();
        }
        if (halts == 1) {
            assertThat(mustHalt)
                    .as("halted without a cause: %s", rollout.last())
                    .isTrue();
        }
        if (before.state().isOver() && rollout.state().isOver()) {
            assertThat(rollout.counts().active())
                    .isLessThanOrEqualTo(before.counts().active());
        }
    }

    private static boolean isBehindAll(Rollout rollout, int number) {
        return rollout.waves().subList(0, number + 1).stream().allMatch(Wave::isBehind);
    }

    private void judge(RolloutEffect.Offer offer) {
        Rollout rollout = world.rollout;
        String name = offer.serial().text();
        Member member = world.member(name);
        Pace pace = rollout.policy().pace();
        assertThat(live).as("a second attempt of %s", name).doesNotContainKey(name);
        live.put(name, offer.attempt());
        assertThat(member.wave()).isLessThanOrEqualTo(rollout.frontier());
        assertThat(world.isWithdrawn).as("withdrawn, and offered to %s", name).isFalse();
        assertThat(world.device(name).online && world.device(name).registered).isTrue();
        assertThat(rollout.flow().working()).isLessThanOrEqualTo(pace.inFlight());
        if (!somebodyRests) {
            assertThat(world.listed.working(member.seat().site())).isLessThanOrEqualTo(pace.perSite());
        }
        starts.addLast(world.nowMillis);
        while (starts.getFirst() <= world.nowMillis - 60_000) {
            starts.removeFirst();
        }
        assertThat(starts.size()).isLessThanOrEqualTo(pace.perMinute());
        Optional<Window> window = rollout.policy().window();
        if (window.isPresent()) {
            Opening now = Opening.of(window, world.device(name).zone, world.nowMillis);
            assertThat(now.isOpen(world.nowMillis)).isTrue();
            assertThat(offer.closesMillis()).isEqualTo(now.closesMillis());
        }
    }

    /** Whether no outcome of the open members avoids that failures are too many, or that success is too little. */
    private static boolean mustHalt(RolloutPolicy policy, int number, Wave wave) {
        boolean isSilentFailed = policy.silence().countsAs() == Silence.CountsAs.FAILURE;
        int all = wave.counts().failed() + (isSilentFailed ? wave.counts().silent() : 0);
        int failed = Math.max(0, all - wave.accepted());
        int size = wave.counts().judged() - Math.min(all, wave.accepted());
        if (size == 0) {
            return false;
        }
        Halt halt = policy.halt(number);
        boolean isTooMany = failed >= halt.least() && isAtLeast(failed, size, halt.failures());
        int undecided =
                wave.counts().open() + (isSilentFailed ? 0 : wave.counts().silent());
        boolean canSucceed = false;
        for (int more = 0; more <= undecided; more++) {
            canSucceed |= isAtLeast(wave.counts().succeeded() + more, size, policy.success(number));
        }
        return isTooMany || !canSucceed;
    }

    /** Whether every outcome of the open members is a success of the wave. */
    private static boolean isCertain(RolloutPolicy policy, int number, Wave wave) {
        boolean isSilentFailed = policy.silence().countsAs() == Silence.CountsAs.FAILURE;
        int all = wave.counts().failed() + (isSilentFailed ? wave.counts().silent() : 0);
        int size = wave.counts().judged() - Math.min(all, wave.accepted());
        return isAtLeast(wave.counts().succeeded(), size, policy.success(number));
    }

    private static boolean isAtLeast(int count, int size, Fraction part) {
        BigInteger left = BigInteger.valueOf(count).multiply(BigInteger.valueOf(part.denominator()));
        return left.compareTo(BigInteger.valueOf(size).multiply(BigInteger.valueOf(part.numerator()))) >= 0;
    }
}
