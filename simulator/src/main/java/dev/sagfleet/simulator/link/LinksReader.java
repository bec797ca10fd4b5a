package dev.sagfleet.simulator.link;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.simulator.delay.DurationText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file of links may say. Refuses the first thing that it may not. */
final class LinksReader {
    private static final List<String> MODELS =
            Arrays.stream(DeviceModel.values()).map(DeviceModel::label).toList();
    private static final List<String> LINK_KEYS = List.of("downlink", "delay", "loss", "outages", "on");
    private static final List<String> SPREAD_KEYS = List.of("median", "p99");
    private static final List<String> HOURS_KEYS = List.of("days", "from", "to", "spread");
    private static final String DAYS_FORM = "days of the week, as MON-FRI or SAT";
    private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,4})([mhd])");
    private static final String LENGTH_FORM = "a whole number of m, h or d up to 365d, as 20m or 30d";
    private static final Pattern PERCENT = Pattern.compile("(0|[1-9][0-9]?)(\\.[0-9]{1,6})?%");
    private static final Duration SPREAD_MAX = Duration.ofHours(12);
    private static final Duration LENGTH_MAX = Duration.ofDays(365);
    private static final int MEGABITS_MAX = 100_000;
    private static final int BITS_PER_MEGABIT = 1_000_000;

    static LinkAssumptions read(YamlValue file) {
        YamlMapping keys = file.mapping().allowing(List.of("models", "uplink"));
        Map<DeviceModel, ModelLinks> byModel = new EnumMap<>(DeviceModel.class);
        keys.optional("models").ifPresent(value -> {
            YamlMapping models = value.mapping().allowing(MODELS);
            for (DeviceModel model : DeviceModel.values()) {
                models.optional(model.label()).ifPresent(links -> byModel.put(model, links(links)));
            }
        });
        return new LinkAssumptions(
                byModel,
                keys.optional("uplink").map(value -> Bandwidth.ofMegabits(value.integer(1, MEGABITS_MAX, "Mbit/s"))));
    }

    private static ModelLinks links(YamlValue value) {
        YamlMapping keys = value.mapping().allowing(LINK_KEYS);
        return new ModelLinks(
                keys.optional("downlink").map(rate -> spread(rate, LinksReader::bitsPerSecond)),
                keys.optional("delay").map(delay -> spread(delay, LinksReader::delayNanos)),
                keys.optional("loss").map(loss -> spread(loss, LinksReader::fraction)),
                keys.optional("outages").map(LinksReader::outages),
                keys.optional("on").map(LinksReader::hours));
    }

    private static LogNormal spread(YamlValue value, Function<YamlValue, Double> number) {
        YamlMapping keys = value.mapping().allowing(SPREAD_KEYS);
        double median = number.apply(keys.required("median"));
        YamlValue most = keys.required("p99");
        if (number.apply(most) < median) {
            throw most.refusal("the median or more");
        }
        return new LogNormal(median, number.apply(most));
    }

    private static double bitsPerSecond(YamlValue value) {
        String expected = "a number of Mbit/s from 0.001 to " + MEGABITS_MAX;
        BigDecimal megabits = value.decimal(MEGABITS_MAX, "Mbit/s");
        if (megabits.compareTo(new BigDecimal("0.001")) < 0) {
            throw value.refusal(expected);
        }
        return megabits.doubleValue() * BITS_PER_MEGABIT;
    }

    private static double delayNanos(YamlValue value) {
        return value.choice(
                text -> DurationText.parse(text)
                        .filter(delay -> !delay.isZero() && delay.compareTo(Duration.ofSeconds(5)) <= 0)
                        .map(delay -> (double) delay.toNanos()),
                "a delay from 1ms to 5s, as 20ms");
    }

    private static double fraction(YamlValue value) {
        return value.choice(
                text -> Optional.of(text)
                        .filter(it -> PERCENT.matcher(it).matches())
                        .map(it -> Double.parseDouble(it.substring(0, it.length() - 1)) / 100)
                        .filter(it -> it > 0),
                "more than 0% and less than 100%, as 0.02%");
    }

    private static Outages outages(YamlValue value) {
        YamlMapping keys = value.mapping().allowing(List.of("every", "for"));
        return new Outages(length(keys.required("every")), length(keys.required("for")));
    }

    private static Duration length(YamlValue value) {
        return value.choice(text -> parsed(text).filter(it -> it.compareTo(LENGTH_MAX) <= 0), LENGTH_FORM);
    }

    private static Optional<Duration> parsed(String text) {
        Matcher matcher = LENGTH.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    private static Hours hours(YamlValue value) {
        YamlMapping keys = value.mapping().allowing(HOURS_KEYS);
        LocalTime from = time(keys.required("from"));
        YamlValue to = keys.required("to");
        if (time(to).equals(from)) {
            throw to.refusal("another time than from");
        }
        return new Hours(
                keys.optional("days").map(LinksReader::days).orElse(EnumSet.allOf(DayOfWeek.class)),
                from,
                time(to),
                keys.optional("spread")
                        .map(spread -> spread.choice(
                                text -> parsed(text).filter(it -> it.compareTo(SPREAD_MAX) <= 0),
                                "a whole number of m or h up to 12h, as 90m"))
                        .orElse(Duration.ZERO));
    }

    private static LocalTime time(YamlValue value) {
        return value.choice(
                text -> {
                    try {
                        return Optional.of(LocalTime.parse(text));
                    } catch (DateTimeException e) {
                        return Optional.empty();
                    }
                },
                "a time of day in quotes, as \"08:00\"");
    }

    private static Set<DayOfWeek> days(YamlValue value) {
        return value.choice(
                text -> {
                    String[] ends = text.split("-", 2);
                    Optional<DayOfWeek> first = day(ends[0]);
                    Optional<DayOfWeek> last = day(ends[ends.length - 1]);
                    return first.flatMap(from -> last.filter(to -> to.compareTo(from) >= 0)
                            .map(to -> (Set<DayOfWeek>) EnumSet.range(from, to)));
                },
                DAYS_FORM);
    }

    private static Optional<DayOfWeek> day(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().substring(0, 3).equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private LinksReader() {}
}
