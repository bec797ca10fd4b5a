package dev.sagfleet.controller.access;

import java.math.BigInteger;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rules of policies once more, slow and word for word: it reads what conditions write down of themselves, turns
 * wildcards into regular expressions and addresses into numbers, and looks at every statement.
 */
final class LiteralEvaluator {
    /** What the call has under each key. */
    private final Map<String, String> call;

    LiteralEvaluator(Circumstances call) {
        this.call = Map.of(
                "acs:SourceIp",
                call.source().map(InetAddress::getHostAddress).orElse(""),
                "acs:CurrentTime",
                Instant.ofEpochSecond(call.now().getEpochSecond()).toString(),
                "acs:SecureTransport",
                call.isSecure() ? "true" : "false",
                "acs:MFAPresent",
                "false");
    }

    boolean allows(List<Policy> policies, String action, List<String> resources) {
        List<Boolean> each = new ArrayList<>();
        for (String resource : resources) {
            List<String> effects = new ArrayList<>();
            for (Policy policy : policies) {
                for (Statement statement : policy.statements()) {
                    if (isAbout(statement, action, resource)) {
                        effects.add(statement.effect().label());
                    }
                }
            }
            each.add(effects.contains("Allow") && !effects.contains("Deny"));
        }
        return !each.contains(false);
    }

    private boolean isAbout(Statement statement, String action, String resource) {
        boolean isNamed = statement.actions().stream()
                .anyMatch(wildcard ->
                        isLike(wildcard.pattern().toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT)));
        boolean isOn = statement.resources().stream().anyMatch(wildcard -> isLike(wildcard.pattern(), resource));
        boolean isMet = statement.conditions().stream().allMatch(this::isMet);
        return isNamed != statement.isAllBut() && isOn && isMet;
    }

    static boolean isLike(String wildcard, String text) {
        StringBuilder expression = new StringBuilder();
        wildcard.chars().forEach(character -> {
            switch (character) {
                case '*' -> expression.append(".*");
                case '?' -> expression.append('.');
                default -> expression.append(Pattern.quote(Character.toString(character)));
            }
        });
        return Pattern.compile(expression.toString(), Pattern.DOTALL)
                .matcher(text)
                .matches();
    }

    private boolean isMet(Condition condition) {
        String found = call.getOrDefault(condition.key().label(), "");
        String operator = condition.operator();
        if (found.isEmpty()) {
            return false;
        }
        boolean saysNo = operator.contains("Not");
        boolean isOneOf =
                condition.texts().stream().anyMatch(value -> isMet(operator.replace("Not", ""), found, value));
        return isOneOf != saysNo;
    }

    private static boolean isMet(String operator, String found, String value) {
        return switch (operator) {
            case "StringEquals", "Bool" -> found.equals(value);
            case "StringEqualsIgnoreCase" -> found.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT));
            case "StringLike" -> isLike(value, found);
            case "DateEquals" -> Instant.parse(found).equals(Instant.parse(value));
            case "DateLessThan" -> Instant.parse(found).isBefore(Instant.parse(value));
            case "DateLessThanEquals" -> !Instant.parse(found).isAfter(Instant.parse(value));
            case "DateGreaterThan" -> Instant.parse(found).isAfter(Instant.parse(value));
            case "DateGreaterThanEquals" -> !Instant.parse(found).isBefore(Instant.parse(value));
            case "IpAddress" -> isIn(found, value);
            default -> throw new AssertionError("operator: " + operator);
        };
    }

    private static boolean isIn(String address, String range) {
        int slash = range.indexOf('/');
        byte[] found = AddressRange.address(address).getAddress();
        byte[] first = AddressRange.address(range.substring(0, slash)).getAddress();
        int shift = first.length * 8 - Integer.parseInt(range.substring(slash + 1));
        return found.length == first.length
                && new BigInteger(1, found).shiftRight(shift).equals(new BigInteger(1, first).shiftRight(shift));
    }
}
