package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.controller.rolloutfile.DrawnPolicies;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Heads of rollouts, with values from all over their ranges: most of them never come about. */
public final class DrawnRollouts {
    private static final List<String> TEXTS = List.of("", "ops", "it's \"so\"\n", "\u0000\uFFFF", "\uD83D\uDE00");
    private static final List<String> ZONES = List.of("UTC", "Asia/Shanghai", "+08:00", "Z", "America/New_York");

    private final SplittableRandom random;
    private final DrawnPolicies policies;

    public DrawnRollouts(long seed) {
        random = new SplittableRandom(seed);
        policies = new DrawnPolicies(seed);
    }

    public Rollout rollout(String id) {
        return new Rollout(
                new Origin(id, random.nextLong(), random.nextLong(4)),
                policies.policy(),
                random.nextInt(),
                maybe(policies::policy),
                new Membership(random.nextInt(), random.nextInt(), maybe(this::digest), maybe(this::digest)),
                some(this::digest),
                transition(),
                millis(),
                millis(),
                counts(),
                some(this::wave),
                random.nextInt(),
                new Flow(random.nextInt(), random.nextLong(), millis()),
                some(this::opening),
                some(() -> new Sweep(any(Sweep.Kind.values()), random.nextInt(), random.nextInt())),
                millis());
    }

    public Transition transition() {
        return new Transition(
                any(RolloutState.values()),
                random.nextLong(),
                any(TEXTS.toArray(String[]::new)),
                any(TEXTS.toArray(String[]::new)));
    }

    private Wave wave() {
        return new Wave(
                random.nextInt(),
                random.nextInt(),
                any(Wave.Stage.values()),
                any(Hold.values()),
                counts(),
                new Barred(random.nextInt(3), random.nextInt(3)),
                random.nextInt(),
                random.nextBoolean(),
                millis(),
                millis(),
                checkup());
    }

    private Checkup checkup() {
        boolean isMeasured = random.nextBoolean();
        return new Checkup(
                any(Wave.Verdict.values()),
                millis(),
                isMeasured ? Optional.of(figures()) : Optional.empty(),
                isMeasured ? millis() : 0);
    }

    private HealthFigures figures() {
        return new HealthFigures(
                random.nextInt(), random.nextInt(), random.nextInt(), optionalNumber(), optionalNumber());
    }

    private Optional<Long> optionalNumber() {
        return random.nextBoolean() ? Optional.of(random.nextLong()) : Optional.empty();
    }

    private Counts counts() {
        return new Counts(
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt());
    }

    private Opening opening() {
        return new Opening(
                ZoneId.of(any(ZONES.toArray(String[]::new))),
                millis(),
                millis(),
                millis(),
                millis(),
                random.nextInt(),
                random.nextInt());
    }

    private Digest digest() {
        return Digest.ofText(Integer.toString(random.nextInt(9)));
    }

    /** Few and near each other, or never. */
    private long millis() {
        return random.nextInt(3) == 0 ? PhaseClock.NEVER : random.nextLong(5);
    }

    private <T> Optional<T> maybe(Supplier<T> drawn) {
        return random.nextBoolean() ? Optional.of(drawn.get()) : Optional.empty();
    }

    private <T> List<T> some(Supplier<T> drawn) {
        return Stream.generate(drawn).limit(random.nextInt(4)).toList();
    }

    @SafeVarargs
    private final <T> T any(T... all) {
        return all[random.nextInt(all.length)];
    }
}
