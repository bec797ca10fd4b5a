package dev.sagfleet.controller.access;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What must hold of a call beside its action and its resource: one operator, one key and the values for it.
 *
 * <p>One of the values is enough. With an operator that says no ({@code StringNotEquals}), no value may be the one of
 * the call. A call that has nothing under the key meets no condition.
 */
public sealed interface Condition {
    boolean holds(Circumstances call);

    /** The operator, as policies write it. */
    String operator();

    ConditionKey key();

    /** The values, as policies may write them. */
    List<String> texts();

    /** How texts are compared. */
    enum TextOperator {
        STRING_EQUALS("StringEquals", false),
        STRING_NOT_EQUALS("StringNotEquals", true),
        STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false),
        STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true),
        STRING_LIKE("StringLike", false),
        STRING_NOT_LIKE("StringNotLike", true);

        private final String label;
        private final boolean saysNo;

        TextOperator(String label, boolean saysNo) {
            this.label = label;
            this.saysNo = saysNo;
        }

        public static Optional<TextOperator> labelled(String label) {
            return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
        }

        private boolean isMet(String found, String value) {
            return switch (this) {
                case STRING_EQUALS, STRING_NOT_EQUALS -> found.equals(value);
                case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE -> found.equalsIgnoreCase(value);
                case STRING_LIKE, STRING_NOT_LIKE -> new Wildcard(value).matches(found);
            };
        }
    }

    /** The key, as a text, is one of these, or is none of them. */
    record OfText(TextOperator of, ConditionKey key, List<String> texts) implements Condition {
        public OfText {
            texts = List.copyOf(texts);
        }

        @Override
        public boolean holds(Circumstances call) {
            Optional<String> found = key.text(call);
            return found.isPresent() && texts.stream().anyMatch(value -> of.isMet(found.get(), value)) != of.saysNo;
        }

        @Override
        public String operator() {
            return of.label;
        }
    }

    /** How moments are compared, which count in whole seconds. */
    enum TimeOperator {
        DATE_EQUALS("DateEquals"),
        DATE_NOT_EQUALS("DateNotEquals"),
        DATE_LESS_THAN("DateLessThan"),
        DATE_LESS_THAN_EQUALS("DateLessThanEquals"),
        DATE_GREATER_THAN("DateGreaterThan"),
        DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals");

        private final String label;

        TimeOperator(String label) {
            this.label = label;
        }

        public static Optional<TimeOperator> labelled(String label) {
            return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
        }

        private boolean isMet(long foundSeconds, long valueSeconds) {
            return switch (this) {
                case DATE_EQUALS, DATE_NOT_EQUALS -> foundSeconds == valueSeconds;
                case DATE_LESS_THAN -> foundSeconds < valueSeconds;
                case DATE_LESS_THAN_EQUALS -> foundSeconds <= valueSeconds;
                case DATE_GREATER_THAN -> foundSeconds > valueSeconds;
                case DATE_GREATER_THAN_EQUALS -> foundSeconds >= valueSeconds;
            };
        }
    }

    /** The time of the call is before one of these, or after, and so on. */
    record OfTime(TimeOperator of, List<Instant> values) implements Condition {
        public OfTime {
            values = List.copyOf(values);
        }

        @Override
        public boolean holds(Circumstances call) {
            long now = call.now().getEpochSecond();
            return values.stream().anyMatch(value -> of.isMet(now, value.getEpochSecond()))
                    != (of == TimeOperator.DATE_NOT_EQUALS);
        }

        @Override
        public String operator() {
            return of.label;
        }

        @Override
        public ConditionKey key() {
            return ConditionKey.CURRENT_TIME;
        }

        @Override
        public List<String> texts() {
            return values.stream().map(Instant::toString).toList();
        }
    }

    /** The call came from one of these, or from none of them. */
    record OfAddress(boolean saysNo, List<AddressRange> values) implements Condition {
        public OfAddress {
            values = List.copyOf(values);
        }

        @Override
        public boolean holds(Circumstances call) {
            return call.source()
                    .filter(source -> values.stream().anyMatch(range -> range.contains(source)) != saysNo)
                    .isPresent();
        }

        @Override
        public String operator() {
            return saysNo ? "NotIpAddress" : "IpAddress";
        }

        @Override
        public ConditionKey key() {
            return ConditionKey.SOURCE_IP;
        }

        @Override
        public List<String> texts() {
            return values.stream().map(AddressRange::toString).toList();
        }
    }

    /** The key is this. */
    record OfFlag(ConditionKey key, boolean value) implements Condition {
        @Override
        public boolean holds(Circumstances call) {
            return key.text(call).equals(Optional.of(Boolean.toString(value)));
        }

        @Override
        public String operator() {
            return "Bool";
        }

        @Override
        public List<String> texts() {
            return List.of(Boolean.toString(value));
        }
    }
}
