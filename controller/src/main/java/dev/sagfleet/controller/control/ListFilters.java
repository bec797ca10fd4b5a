package dev.sagfleet.controller.control;

import dev.sagfleet.controller.inventory.SliceRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asked for of a list, in the query of a request. */
final class ListFilters {
    private static final String AFTER = "after";
    private static final String LIMIT = "limit";
    private static final int LIMIT_DEFAULT = 100;

    private final Map<String, List<String>> query;

    private ListFilters(Map<String, List<String>> query) {
        this.query = query;
    }

    /** @throws ControlException if there is anything but the filters named, and what every list takes, each once */
    static ListFilters of(ControlRequest request, String... names) {
        return only(
                request,
                Stream.concat(Arrays.stream(names), Stream.of(AFTER, LIMIT)).toList());
    }

    /** The same of something that is no list. */
    static ListFilters only(ControlRequest request, List<String> known) {
        request.requireOnly();
        request.query().forEach((name, values) -> {
            if (!known.contains(name)) {
                throw ControlException.badRequest(name + ": unknown (expected: " + String.join(", ", known) + ')');
            }
            if (values.size() != 1) {
                throw ControlException.badRequest(name + ": " + values.size() + " values (expected: one)");
            }
        });
        return new ListFilters(request.query());
    }

    SliceRequest slice() {
        String limit = text(LIMIT).orElse(Integer.toString(LIMIT_DEFAULT));
        try {
            return new SliceRequest(text(AFTER), Integer.parseInt(limit));
        } catch (IllegalArgumentException e) {
            throw wrong(LIMIT, limit, "1 to " + SliceRequest.ITEMS_MAX);
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    Optional<Boolean> flag(String name) {
        return value(
                name,
                text -> text.equals("true") || text.equals("false")
                        ? Optional.of(text.equals("true"))
                        : Optional.empty(),
                "true or false");
    }

    /** One of these constants by the names that they have outside. */
    <E extends Enum<E>> Optional<E> constant(String name, E[] constants, Function<E, String> label) {
        return value(
                name,
                text -> Arrays.stream(constants)
                        .filter(constant -> label.apply(constant).equalsIgnoreCase(text))
                        .findFirst(),
                Arrays.stream(constants).map(label).collect(Collectors.joining(", ")));
    }

    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    Optional<Integer> number(String name, int least, int most) {
        return value(
                name,
                text -> {
                    try {
                        int number = Integer.parseInt(text);
                        return number < least || number > most ? Optional.empty() : Optional.of(number);
                    } catch (NumberFormatException e) {
                        return Optional.empty();
                    }
                },
                "a whole number from " + least + " to " + most);
    }

    private <T> Optional<T> value(String name, Function<String, Optional<T>> reading, String expected) {
        return text(name).map(text -> reading.apply(text).orElseThrow(() -> wrong(name, text, expected)));
    }

    private static ControlException wrong(String name, String found, String expected) {
        return ControlException.badRequest(name + ": " + found + " (expected: " + expected + ')');
    }
}
