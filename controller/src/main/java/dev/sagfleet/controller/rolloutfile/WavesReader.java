package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.controller.document.DocumentProblems;
import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the key {@code waves} may say: waves that go forward, up to all members. */
final class WavesReader {
    private static final List<String> KEYS = List.of("name", "count", "percent", "soak", "approve", "success", "halt");
    private static final List<String> HALT_KEYS = List.of("failures", "least");
    private static final int NAME_LENGTH_MAX = 64;
    private static final int COUNT_MAX = 1_000_000;

    /** A wave, with the places of what it says. */
    record ReadWave(WavePlan plan, YamlKeys keys) {}

    private final DocumentProblems problems;
    private final Set<String> names = new LinkedHashSet<>();
    private Fraction reached = Fraction.ZERO;

    private WavesReader(DocumentProblems problems) {
        this.problems = problems;
    }

    static List<ReadWave> read(YamlValue value, DocumentProblems problems) {
        var reader = new WavesReader(problems);
        List<ReadWave> waves = new ArrayList<>();
        for (YamlValue item : value.items(1, RolloutPolicy.WAVES_MAX)) {
            YamlKeys.of(item, KEYS, problems).flatMap(reader::wave).ifPresent(waves::add);
        }
        return waves;
    }

    private Optional<ReadWave> wave(YamlKeys keys) {
        if (reached.equals(Fraction.ONE)) {
            problems.add(keys.whole().contradiction("wave after 100%", "nothing after the wave that reaches all"));
        }
        Optional<String> name = keys.optional("name", this::name);
        Optional<WaveSize> size = keys.has("count") ? count(keys) : percent(keys);
        Duration soak = keys.optional("soak", value -> SpanText.read(value, Duration.ZERO))
                .orElse(Duration.ZERO);
        boolean approve = keys.optional("approve", YamlValue::flag).orElse(false);
        Optional<Fraction> success = keys.optional("success", PercentText::readSome);
        Optional<Halt> halt = halt(keys);
        size.ifPresent(read -> halt.ifPresent(own -> requireReachable(own, read, keys)));
        return size.map(read -> new ReadWave(new WavePlan(name, read, soak, approve, success, halt), keys));
    }

    private String name(YamlValue value) {
        String name = value.text(1, NAME_LENGTH_MAX);
        if (!names.add(name)) {
            throw value.refusal("a name that no other wave has");
        }
        return name;
    }

    private Optional<WaveSize> count(YamlKeys keys) {
        if (keys.has("percent")) {
            problems.add(keys.where("percent").refusal("percent beside count", "one of them"));
        }
        return keys.optional("count", value -> new WaveSize.Count(value.integer(1, COUNT_MAX, "devices")));
    }

    private Optional<WaveSize> percent(YamlKeys keys) {
        if (!keys.has("percent")) {
            problems.add(keys.whole().refusal("no size", "count or percent in each wave"));
            return Optional.empty();
        }
        return keys.optional("percent", this::cumulative);
    }

    private WaveSize cumulative(YamlValue value) {
        Fraction part = value.choice(
                text -> PercentText.parseNumber(text.endsWith("%") ? text.substring(0, text.length() - 1) : text)
                        .filter(it -> it.numerator() > 0),
                "a number of more than 0 to 100, as 10, 12.5 or 100/3");
        Fraction before = reached;
        if (compare(part, before) <= 0) {
            throw value.contradiction(
                    value.what() + ": " + value.shown(),
                    "more than the " + PercentText.of(before)
                            + " of the wave before it: percentages are of all members, the waves before included");
        }
        reached = part;
        return new WaveSize.Cumulative(part);
    }

    /** What the key {@code halt} says, of a wave or of all. */
    static Optional<Halt> halt(YamlKeys keys) {
        return keys.nested("halt", HALT_KEYS)
                .map(halt -> new Halt(
                        halt.optional("failures", PercentText::read).orElse(Halt.DEFAULT.failures()),
                        halt.optional("least", value -> value.integer(1, COUNT_MAX, "devices"))
                                .orElse(Halt.DEFAULT.least())));
    }

    private void requireReachable(Halt halt, WaveSize size, YamlKeys keys) {
        if (size instanceof WaveSize.Count count && halt.least() > count.devices()) {
            problems.add(keys.where("halt")
                    .contradiction(
                            "least: " + halt.least() + " of a wave of " + count.devices(),
                            "a number of failures that the wave can have"));
        }
    }

    /** Both products are at most 10^18, so they fit. */
    static int compare(Fraction left, Fraction right) {
        return Long.compare(
                Math.multiplyExact(left.numerator(), right.denominator()),
                Math.multiplyExact(right.numerator(), left.denominator()));
    }
}
