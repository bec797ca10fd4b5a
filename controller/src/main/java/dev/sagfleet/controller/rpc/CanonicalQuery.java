package dev.sagfleet.controller.rpc;

import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Parameters in the one form that both ends sign: sorted by name, percent-encoded, joined by {@code &}.
 *
 * <p>It is made of decoded values, never of the query as it came: clients differ in what they leave raw on
 * the wire.
 */
final class CanonicalQuery {
    /** With an empty value as {@code name=}, as clients sign it. */
    static String of(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> PercentEncoding.encode(entry.getKey()) + '=' + PercentEncoding.encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Whether a signature is that of parameters in one of the forms in which they may have been signed. */
    static boolean isSigned(SortedMap<String, String> parameters, Predicate<String> matches) {
        return matches.test(of(parameters))
                || (parameters.containsValue("") && matches.test(withBareNames(parameters)));
    }

    /** With an empty value as {@code name} alone, as the gateway is said to verify it. */
    private static String withBareNames(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> PercentEncoding.encode(entry.getKey())
                        + (entry.getValue().isEmpty() ? "" : '=' + PercentEncoding.encode(entry.getValue())))
                .collect(Collectors.joining("&"));
    }

    private CanonicalQuery() {}
}
