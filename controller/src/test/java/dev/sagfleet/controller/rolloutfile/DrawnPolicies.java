package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.End;
import dev.sagfleet.controller.rollout.FirmwareCriterion;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Health;
import dev.sagfleet.controller.rollout.Inconclusive;
import dev.sagfleet.controller.rollout.Late;
import dev.sagfleet.controller.rollout.MemberOrder;
import dev.sagfleet.controller.rollout.Objective;
import dev.sagfleet.controller.rollout.Pace;
import dev.sagfleet.controller.rollout.Retries;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Silence;
import dev.sagfleet.controller.rollout.TagCondition;
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import dev.sagfleet.controller.rollout.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Policies without contradictions, drawn from a seed. */
public final class DrawnPolicies {
    private static final String LETTERS = "abzAZ019 .:-#'\"\\{}[],&*!|>%@`~ü中/\u2028\t?";
    private static final List<Duration> UNITS = List.of(
            Duration.ofMillis(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofDays(1));
    private static final List<String> CRONS = List.of("0 0 2 ? * MON-FRI", "0 0/15 * * * ?", "30 59 23 L * ?");
    private static final List<String> ZONES = List.of("UTC", "Asia/Shanghai", "America/New_York", "+08:00", "Z");

    private final SplittableRandom random;

    public DrawnPolicies(long seed) {
        random = new SplittableRandom(seed);
    }

    public RolloutPolicy policy() {
        Fraction success = some();
        List<WavePlan> waves = waves();
        return new RolloutPolicy(
                name(RolloutPolicy.NAME_LENGTH_MAX),
                version(),
                new Targets(
                        distinct(2, i -> List.of(DeviceModel.SAG_100WM, DeviceModel.SAG_1000)
                                .get(i)),
                        maybe(() -> new FirmwareCriterion(
                                one(FirmwareCriterion.Comparison.values()), Optional.of(version()))),
                        distinct(3, i -> "region-" + i),
                        distinct(2, i -> new TagCondition(name(20) + i, List.of(name(5), name(5) + 'x'))),
                        distinct(3, i -> new SerialNumber("sag_" + i))),
                one(MemberOrder.SPREAD, MemberOrder.SITE_BY_SITE),
                waves,
                success,
                halt(success),
                one(Inconclusive.values()),
                new Silence(
                        span(Duration.ofSeconds(1)),
                        span(Duration.ofSeconds(1)),
                        span(Duration.ofSeconds(1)),
                        one(Silence.CountsAs.values())),
                one(Late.values()),
                maybe(() -> new Window(
                        CRONS.get(random.nextInt(CRONS.size())),
                        Duration.ofMinutes(random.nextInt(2, 10_000)),
                        maybe(() -> ZoneId.of(ZONES.get(random.nextInt(ZONES.size())))))),
                pace(),
                retries(),
                random.nextInt(0, RolloutPolicy.PRIORITY_MAX + 1),
                new Rollback(one(Rollback.When.values()), one(Rollback.Scope.values())),
                maybe(() -> new End(Duration.ofDays(3650), one(End.Then.values()))),
                maybe(() -> new Health(some(), span(Duration.ofMinutes(1)), some())),
                objectives());
    }

    private List<WavePlan> waves() {
        List<WavePlan> waves = new ArrayList<>();
        long reached = 0;
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            WaveSize size = new WaveSize.Count(random.nextInt(50, 1_000));
            if (random.nextBoolean()) {
                reached += random.nextLong(1, 200_000_000);
                size = new WaveSize.Cumulative(new Fraction(Math.min(reached, 999_999_937), 999_999_937));
            }
            Optional<Fraction> success = maybe(this::some);
            Optional<Halt> halt = success.map(this::halt);
            waves.add(new WavePlan(
                    random.nextBoolean() ? Optional.of(name(40) + i) : Optional.empty(),
                    size,
                    span(Duration.ZERO).dividedBy(10).truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                    random.nextBoolean(),
                    success,
                    halt));
        }
        return waves;
    }

    private Halt halt(Fraction success) {
        long spared = success.denominator() - success.numerator();
        return new Halt(new Fraction(random.nextLong(0, spared + 1), success.denominator()), random.nextInt(1, 50));
    }

    private Pace pace() {
        int inFlight = random.nextInt(1, Pace.PER_MINUTE_MAX + 1);
        return new Pace(
                random.nextInt(1, Pace.PER_MINUTE_MAX + 1),
                inFlight,
                random.nextInt(1, inFlight + 1),
                maybe(() -> Bandwidth.ofKilobits(random.nextLong(1, 100_000_001))));
    }

    private Retries retries() {
        Duration least = span(Duration.ofSeconds(1));
        Duration most = span(Duration.ofSeconds(1));
        boolean isInOrder = least.compareTo(most) <= 0;
        return new Retries(
                random.nextInt(0, 101),
                random.nextInt(0, 101),
                random.nextInt(0, 101),
                isInOrder ? least : most,
                isInOrder ? most : least);
    }

    private List<Objective> objectives() {
        List<Objective> all = new ArrayList<>();
        distinct(3, i -> objective()).forEach(objective -> {
            if (all.stream().noneMatch(objective::contradicts)) {
                all.add(objective);
            }
        });
        return all;
    }

    private Objective objective() {
        Objective.Measure measure = one(Objective.Measure.values());
        long limit =
                switch (measure) {
                    case FINISH -> span(Duration.ZERO).toMillis();
                    case TOUCHED_BEFORE_HALT, FAILED, FELL_BACK, SILENT, LOST -> random.nextLong(0, 1_000_000_000);
                    case SUCCEEDED -> random.nextLong(0, 1_000_001);
                    case EGRESS -> random.nextLong(1, 100_000_001) * 1_000;
                };
        return new Objective(some(), measure, one(Objective.Bound.values()), limit);
    }

    private FirmwareVersion version() {
        return FirmwareVersion.parse(
                random.nextInt(0, 9) + "." + random.nextInt(0, 99) + (random.nextBoolean() ? ".0" : ""));
    }

    /** More than nothing. */
    private Fraction some() {
        long denominator = random.nextBoolean() ? 1_000 : random.nextLong(1, 1_000_000_000);
        return new Fraction(random.nextLong(1, denominator + 1), denominator);
    }

    private Duration span(Duration least) {
        Duration unit = UNITS.get(random.nextInt(UNITS.size()));
        Duration drawn = unit.multipliedBy(random.nextInt(0, 3_000));
        return drawn.compareTo(least) < 0 ? least : drawn;
    }

    private String name(int lengthMax) {
        StringBuilder name = new StringBuilder("n");
        for (int i = random.nextInt(0, lengthMax - 1); i > 0; i--) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString().replace('\t', ' ');
    }

    private <T> Optional<T> maybe(Supplier<T> drawn) {
        return random.nextBoolean() ? Optional.of(drawn.get()) : Optional.empty();
    }

    @SafeVarargs
    private final <T> T one(T... all) {
        return all[random.nextInt(all.length)];
    }

    private <T> List<T> distinct(int sizeMax, IntFunction<T> made) {
        return IntStream.range(0, random.nextInt(0, sizeMax + 1)).mapToObj(made).toList();
    }
}
