package dev.sagfleet.controller.access;

import dev.sagfleet.controller.access.Condition.TextOperator;
import dev.sagfleet.controller.access.Condition.TimeOperator;
import dev.sagfleet.controller.access.Statement.Effect;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Accounts, policies and calls of few names, drawn from a seed, so that they often meet. */
public final class DrawnAccounts {
    private static final List<String> ACTIONS = List.of(
            "smartag:DescribeRegions",
            "smartag:DescribeSmartAccessGateways",
            "smartag:DowngradeSmartAccessGateway",
            "smartag:RebootSmartAccessGateway");
    private static final List<String> RESOURCES = List.of(
            "*",
            "acs:smartag:cn-shanghai:1234567890123456:smartag/sag-1",
            "acs:smartag:cn-shanghai:1234567890123456:smartag/sag-12",
            "acs:smartag:cn-hongkong:1234567890123456:smartag/sag-1");
    private static final List<String> ADDRESSES =
            List.of("127.0.0.1", "10.0.0.7", "10.0.128.7", "10.1.2.3", "::1", "2001:db8::7");
    private static final Instant TIME = Instant.parse("2026-11-28T09:00:00Z");

    private final SplittableRandom random;

    public DrawnAccounts(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A whole account. */
    public Account account() {
        List<Policy> policies = policies(random.nextInt(0, 5));
        List<User> users = IntStream.range(0, random.nextInt(0, 4))
                .mapToObj(number -> new User(
                        "user" + number,
                        IntStream.range(0, random.nextInt(0, 3))
                                .mapToObj(key -> new UserKey(
                                        "LTAI" + number + "x" + key,
                                        "secret\"" + Math.abs(random.nextInt()),
                                        random.nextBoolean()))
                                .toList(),
                        policies.stream()
                                .map(Policy::name)
                                .filter(name -> random.nextBoolean())
                                .toList()))
                .toList();
        return new Account(
                Long.toString(random.nextLong(1_000_000_000_000_000L, 9_999_999_999_999_999L)), users, policies);
    }

    List<Policy> policies(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Policy("policy" + number, several(3, this::statement)))
                .toList();
    }

    String action() {
        return one(ACTIONS);
    }

    List<String> resources() {
        return several(2, () -> one(RESOURCES));
    }

    Circumstances call() {
        Optional<InetAddress> source =
                random.nextInt(10) == 0 ? Optional.empty() : Optional.of(AddressRange.address(one(ADDRESSES)));
        return new Circumstances(time().plusMillis(random.nextInt(1_000)), source, random.nextBoolean());
    }

    private Statement statement() {
        return new Statement(
                random.nextInt(3) == 0 ? Effect.DENY : Effect.ALLOW,
                random.nextInt(4) == 0,
                several(2, () -> new Wildcard(wildcard(action()))),
                several(2, () -> new Wildcard(wildcard(one(RESOURCES)))),
                random.nextBoolean() ? List.of() : several(2, this::condition));
    }

    /** A text as it is, or with a part of it, or a letter, given over to a wildcard; never what is before a colon. */
    String wildcard(String text) {
        if (text.equals("*")) {
            return text;
        }
        int from = random.nextInt(text.indexOf(':') + 1, text.length());
        int to = random.nextInt(from, text.length()) + 1;
        return switch (random.nextInt(5)) {
            case 0 -> "*";
            case 1 -> text.substring(0, from) + "*";
            case 2 -> text.substring(0, from) + "*" + text.substring(to);
            case 3 -> text.substring(0, from) + "?" + text.substring(from + 1);
            default -> text;
        };
    }

    private Condition condition() {
        return switch (random.nextInt(4)) {
            case 0 ->
                new Condition.OfText(
                        one(List.of(TextOperator.values())),
                        one(List.of(ConditionKey.values())),
                        several(
                                2,
                                () -> wildcard(one(Stream.of(ADDRESSES, List.of("true", "False", TIME.toString()))
                                        .flatMap(List::stream)
                                        .toList()))));
            case 1 -> new Condition.OfTime(one(List.of(TimeOperator.values())), several(2, this::time));
            case 2 -> new Condition.OfAddress(random.nextBoolean(), several(2, this::range));
            default ->
                new Condition.OfFlag(
                        one(List.of(ConditionKey.SECURE_TRANSPORT, ConditionKey.MFA_PRESENT)), random.nextBoolean());
        };
    }

    private AddressRange range() {
        InetAddress first = AddressRange.address(one(ADDRESSES));
        return new AddressRange(first, random.nextInt(first.getAddress().length * 8 + 1));
    }

    private Instant time() {
        return TIME.plusSeconds(random.nextInt(-2, 3));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> List<T> several(int most, Supplier<T> drawing) {
        List<T> drawn = new ArrayList<>();
        int count = random.nextInt(most) + 1;
        while (drawn.size() < count) {
            drawn.add(drawing.get());
        }
        return drawn;
    }
}
