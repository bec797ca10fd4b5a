package dev.sagfleet.controller.accessfile;

import dev.sagfleet.controller.access.AddressRange;
import dev.sagfleet.controller.access.Condition;
import dev.sagfleet.controller.access.Condition.TextOperator;
import dev.sagfleet.controller.access.Condition.TimeOperator;
import dev.sagfleet.controller.access.ConditionKey;
import dev.sagfleet.controller.document.DocumentProblems;
import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.document.YamlValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what stands under {@code Condition}: operators, each with keys, each with a value or several. */
final class ConditionReader {
    private static final int VALUES_MAX = 100;
    private static final int VALUE_LENGTH_MAX = 256;
    private static final String TIME_FORM = "a time, as 2026-11-28T09:00:00Z or with +08:00 in place of Z";
    private static final String KEYS =
            Arrays.stream(ConditionKey.values()).map(ConditionKey::label).collect(Collectors.joining(", "));
    private static final String OPERATORS =
            "StringEquals, StringLike and the like, DateEquals, DateLessThan and the like, Bool, IpAddress or"
                    + " NotIpAddress";

    private final DocumentProblems problems;

    ConditionReader(DocumentProblems problems) {
        this.problems = problems;
    }

    List<Condition> read(YamlKeys block) {
        List<Condition> conditions = new ArrayList<>();
        for (YamlMapping.Entry operator : block.others(List.of())) {
            YamlKeys.of(operator.value(), problems).ifPresent(keys -> keys.others(List.of())
                    .forEach(key ->
                            problems.read(() -> condition(operator.key(), key)).ifPresent(conditions::add)));
        }
        return conditions;
    }

    private Condition condition(YamlValue operator, YamlMapping.Entry entry) {
        ConditionKey key = entry.key().choice(ConditionKey::labelled, "one of " + KEYS);
        String name = operator.text(1, VALUE_LENGTH_MAX);
        Optional<TextOperator> ofText = TextOperator.labelled(name);
        if (ofText.isPresent()) {
            return new Condition.OfText(ofText.get(), key, values(entry, item -> item.text(0, VALUE_LENGTH_MAX)));
        }
        Optional<TimeOperator> ofTime = TimeOperator.labelled(name);
        if (ofTime.isPresent()) {
            requireKey(entry.key(), key == ConditionKey.CURRENT_TIME, name, ConditionKey.CURRENT_TIME.label());
            return new Condition.OfTime(
                    ofTime.get(), values(entry, item -> item.parsed(ConditionReader::time, TIME_FORM)));
        }
        switch (name) {
            case "IpAddress", "NotIpAddress" -> {
                requireKey(entry.key(), key == ConditionKey.SOURCE_IP, name, ConditionKey.SOURCE_IP.label());
                return new Condition.OfAddress(
                        name.startsWith("Not"),
                        values(entry, item -> item.parsed(AddressRange::parse, AddressRange.FORM)));
            }
            case "Bool" -> {
                requireKey(entry.key(), key.isFlag(), name, "one that is true or false");
                return new Condition.OfFlag(key, flag(entry.value()));
            }
            default -> throw operator.refusal("operator: " + name, OPERATORS);
        }
    }

    private static void requireKey(YamlValue key, boolean isRight, String operator, String expected) {
        if (!isRight) {
            throw key.refusal("key of " + operator + ": " + key.shown(), expected);
        }
    }

    /** One that is wrong is a problem of its own; with none left the condition is none. */
    private <T> List<T> values(YamlMapping.Entry entry, Function<YamlValue, T> meaning) {
        return ListReader.read(entry.value(), VALUES_MAX, meaning, problems);
    }

    /** In a list of one too, and in quotes, as consoles write it. */
    private static boolean flag(YamlValue value) {
        YamlValue one = value.isList() ? value.items(1, 1).get(0) : value;
        return one.choice(
                text -> text.equals("true") || text.equals("false")
                        ? Optional.of(text.equals("true"))
                        : Optional.empty(),
                "true or false");
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time: " + text, e);
        }
    }
}
