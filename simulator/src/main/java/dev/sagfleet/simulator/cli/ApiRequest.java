package dev.sagfleet.simulator.cli;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A call as it is typed: an action, and parameters before or after it, as {@code --Name value} or
 * {@code --Name=value}.
 */
record ApiRequest(String action, SortedMap<String, String> parameters) {
    private static final String FLAG = "--";

    /** @throws IllegalArgumentException if the words are no call */
    static ApiRequest of(List<String> words) {
        String action = "";
        SortedMap<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                if (!action.isEmpty()) {
                    throw wrong("a second action " + word + " after " + action, "one, and values behind --Name");
                }
                action = word;
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!name.startsWith(FLAG) || name.length() == FLAG.length()) {
                throw wrong(word, "the name of a parameter, as --RegionId");
            }
            String value;
            if (equals >= 0) {
                value = word.substring(equals + 1);
            } else if (i + 1 < words.size() && !words.get(i + 1).startsWith(FLAG)) {
                i++;
                value = words.get(i);
            } else {
                throw wrong(name + " has no value", name + " VALUE, or " + name + "=VALUE");
            }
            if (parameters.put(name.substring(FLAG.length()), value) != null) {
                throw wrong(name + " comes twice", "once");
            }
        }
        if (action.isEmpty()) {
            throw wrong("no action", "one, as DescribeSmartAccessGateways");
        }
        return new ApiRequest(action, parameters);
    }

    private static IllegalArgumentException wrong(String found, String expected) {
        return new IllegalArgumentException(found + " (expected: " + expected + ')');
    }
}
