package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.document.DocumentProblems;
import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rollout.End;
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
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import dev.sagfleet.controller.rollout.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of a rollout file and what they may say. Reads all of them before it refuses any. */
final class PolicyReader {
    private static final List<String> KEYS = List.of(
            "name",
            "image",
            "targets",
            "order",
            "waves",
            "advance",
            "halt",
            "inconclusive",
            "silence",
            "late",
            "window",
            "pace",
            "retries",
            "priority",
            "rollback",
            "end",
            "health",
            "objectives");
    private static final int OBJECTIVES_MAX = 100;
    private static final int PACE_MAX = Pace.PER_MINUTE_MAX;
    private static final Pattern OFFERED = Pattern.compile(">= ?(.+%) of before");

    /** Stand for what is wrong, while the rest is read. */
    private static final String UNKNOWN = "?";

    private static final List<WavePlan> ALL_AT_ONCE = List.of(WavePlan.of(new WaveSize.Cumulative(Fraction.ONE)));

    private final YamlKeys keys;
    private final Instant now;

    private PolicyReader(YamlKeys keys, Instant now) {
        this.keys = keys;
        this.now = now;
    }

    static RolloutPolicy read(YamlValue file, Instant now) {
        var problems = new DocumentProblems(file.file());
        Optional<RolloutPolicy> policy =
                YamlKeys.of(file, KEYS, problems).flatMap(keys -> new PolicyReader(keys, now).policy());
        problems.requireNone();
        return policy.orElseThrow();
    }

    /** Nothing if what it cannot do without is wrong; all the rest is read nevertheless. */
    private Optional<RolloutPolicy> policy() {
        Optional<String> name = keys.required("name", PolicyReader::name);
        Optional<FirmwareVersion> image =
                keys.required("image", value -> value.parsed(FirmwareVersion::parse, "a version, as 2.5.0"));
        List<WavesReader.ReadWave> waves = keys.required("waves", value -> WavesReader.read(value, keys.problems()))
                .orElse(List.of());
        Targets targets = keys.optional("targets", value -> TargetsReader.read(value, keys.problems()))
                .orElse(Targets.ALL);
        RolloutPolicy policy = policy(
                name.orElse(UNKNOWN),
                image.orElse(FirmwareVersion.APPLICATION_ACCELERATION),
                targets,
                waves.isEmpty()
                        ? ALL_AT_ONCE
                        : waves.stream().map(WavesReader.ReadWave::plan).toList(),
                WindowReader.read(keys, targets, now));
        new Contradictions(policy, waves, keys).find();
        return Optional.of(policy).filter(read -> name.isPresent() && image.isPresent() && !waves.isEmpty());
    }

    private RolloutPolicy policy(
            String name, FirmwareVersion image, Targets targets, List<WavePlan> waves, Optional<Window> window) {
        return new RolloutPolicy(
                name,
                image,
                targets,
                keys.optional("order", value -> Choices.of(value, MemberOrder.values(), MemberOrder::text))
                        .orElse(MemberOrder.SPREAD),
                waves,
                success(),
                WavesReader.halt(keys).orElse(Halt.DEFAULT),
                choice(keys, "inconclusive", Inconclusive.values(), Inconclusive.HOLD),
                silence(),
                choice(keys, "late", Late.values(), Late.TAIL),
                window,
                pace(),
                retries(),
                keys.optional("priority", value -> value.integer(0, RolloutPolicy.PRIORITY_MAX, "priority"))
                        .orElse(RolloutPolicy.PRIORITY_DEFAULT),
                rollback(),
                end(),
                health(),
                keys.optional("objectives", this::objectives).orElse(List.of()));
    }

    private static String name(YamlValue value) {
        String name = value.text(1, RolloutPolicy.NAME_LENGTH_MAX);
        if (name.isBlank()) {
            throw value.refusal("a name that can be seen");
        }
        return name;
    }

    private Fraction success() {
        return keys.nested("advance", List.of("success"))
                .flatMap(advance -> advance.optional("success", PercentText::readSome))
                .orElse(RolloutPolicy.SUCCESS_DEFAULT);
    }

    private Silence silence() {
        Silence otherwise = Silence.DEFAULT;
        return keys.nested("silence", List.of("offered", "download", "trial", "countsAs"))
                .map(silence -> new Silence(
                        span(silence, "offered", otherwise.offered()),
                        span(silence, "download", otherwise.download()),
                        span(silence, "trial", otherwise.trial()),
                        choice(silence, "countsAs", Silence.CountsAs.values(), otherwise.countsAs())))
                .orElse(otherwise);
    }

    private Pace pace() {
        Pace otherwise = Pace.DEFAULT;
        return keys.nested("pace", List.of("perMinute", "inFlight", "perSite", "egress"))
                .map(pace -> new Pace(
                        number(pace, "perMinute", 1, PACE_MAX, otherwise.perMinute()),
                        number(pace, "inFlight", 1, PACE_MAX, otherwise.inFlight()),
                        number(pace, "perSite", 1, PACE_MAX, otherwise.perSite()),
                        pace.optional("egress", RateText::read)))
                .orElse(otherwise);
    }

    private Retries retries() {
        Retries otherwise = Retries.DEFAULT;
        return keys.nested("retries", List.of("transport", "verify", "boot", "wait"))
                .map(retries -> {
                    List<Duration> wait = retries.optional("wait", PolicyReader::range)
                            .orElse(List.of(otherwise.leastWait(), otherwise.mostWait()));
                    return new Retries(
                            number(retries, "transport", 0, Retries.TRIES_MAX, otherwise.transport()),
                            number(retries, "verify", 0, Retries.TRIES_MAX, otherwise.verify()),
                            number(retries, "boot", 0, Retries.TRIES_MAX, otherwise.boot()),
                            wait.get(0),
                            wait.get(1));
                })
                .orElse(otherwise);
    }

    private static List<Duration> range(YamlValue value) {
        return value.choice(
                text -> {
                    String[] ends = text.split("\\.\\.", -1);
                    Optional<Duration> least =
                            SpanText.parse(ends[0]).filter(span -> SpanText.isWithin(span, Duration.ofSeconds(1)));
                    Optional<Duration> most = SpanText.parse(ends[ends.length - 1]);
                    return least.filter(it -> ends.length <= 2)
                            .flatMap(from -> most.filter(to -> SpanText.isWithin(to, from))
                                    .map(to -> List.of(from, to)));
                },
                "a duration of 1s or more, or the least and the most of it, as 10m..4h");
    }

    private Rollback rollback() {
        Rollback otherwise = Rollback.DEFAULT;
        return keys.nested("rollback", List.of("when", "scope"))
                .map(rollback -> new Rollback(
                        choice(rollback, "when", Rollback.When.values(), otherwise.when()),
                        choice(rollback, "scope", Rollback.Scope.values(), otherwise.scope())))
                .orElse(otherwise);
    }

    private Optional<End> end() {
        return keys.nested("end", List.of("after", "then"))
                .flatMap(end -> end.required("after", value -> SpanText.read(value, Duration.ofMinutes(1)))
                        .map(after -> new End(after, choice(end, "then", End.Then.values(), End.Then.STOP))));
    }

    private Optional<Health> health() {
        return keys.nested("health", List.of("offered", "over", "reporting")).flatMap(health -> {
            Optional<Fraction> offered = health.required("offered", PolicyReader::offered);
            Optional<Duration> over = health.required("over", value -> SpanText.read(value, Duration.ofMinutes(1)));
            Fraction reporting =
                    health.optional("reporting", PercentText::readSome).orElse(Health.REPORTING_DEFAULT);
            return offered.flatMap(least -> over.map(span -> new Health(least, span, reporting)));
        });
    }

    private static Fraction offered(YamlValue value) {
        return value.choice(
                text -> Optional.of(OFFERED.matcher(text))
                        .filter(Matcher::matches)
                        .flatMap(form -> PercentText.parse(form.group(1)))
                        .filter(part -> part.numerator() > 0),
                "\">= 80% of before\", with a percentage of more than 0% to 100%");
    }

    private List<Objective> objectives(YamlValue value) {
        List<Objective> read = new ArrayList<>();
        for (YamlValue item : value.items(0, OBJECTIVES_MAX)) {
            keys.problems().read(() -> objective(item, read)).ifPresent(read::add);
        }
        return read;
    }

    private static Objective objective(YamlValue item, List<Objective> before) {
        Objective objective = ObjectiveText.read(item);
        before.stream().filter(objective::contradicts).findFirst().ifPresent(other -> {
            throw item.refusal("one that can hold beside " + ObjectiveText.of(other));
        });
        return objective;
    }

    private static Duration span(YamlKeys keys, String name, Duration otherwise) {
        return keys.optional(name, value -> SpanText.read(value, Duration.ofSeconds(1)))
                .orElse(otherwise);
    }

    private static int number(YamlKeys keys, String name, int least, int most, int otherwise) {
        return keys.optional(name, value -> value.integer(least, most, name)).orElse(otherwise);
    }

    private static <E extends Enum<E>> E choice(YamlKeys keys, String name, E[] all, E otherwise) {
        return keys.optional(name, value -> Choices.of(value, all, Choices::text))
                .orElse(otherwise);
    }
}
