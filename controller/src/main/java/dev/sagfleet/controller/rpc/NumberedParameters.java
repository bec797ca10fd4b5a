package dev.sagfleet.controller.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The parameters of one list, {@code Name.1}, {@code Name.2.Sub} and so on, ordered by number: on the wire
 * they come in any order, and sorted by name 10 precedes 2.
 */
final class NumberedParameters {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

    private final String qualifiedName;
    // Number -> what follows it in the name, ".Sub" or nothing -> value.
    private final SortedMap<Integer, SortedMap<String, String>> items = new TreeMap<>();

    NumberedParameters(String name, String prefix, SortedMap<String, String> values) {
        this.qualifiedName = prefix + name;
        String start = name + '.';
        for (Map.Entry<String, String> parameter : values.tailMap(start).entrySet()) {
            if (!parameter.getKey().startsWith(start)) {
                break;
            }
            add(parameter.getKey().substring(start.length()), parameter.getValue());
        }
    }

    List<Parameters> structures() {
        List<Parameters> structures = new ArrayList<>();
        items.forEach((number, parameters) -> {
            SortedMap<String, String> structure = new TreeMap<>();
            parameters.forEach((suffix, value) -> {
                if (suffix.length() < 2) {
                    throw invalid("found " + qualifiedName + '.' + number + suffix + ", required " + qualifiedName + '.'
                            + number + ". and the name of a field");
                }
                structure.put(suffix.substring(1), value);
            });
            structures.add(Parameters.item(qualifiedName + '.' + number + '.', structure));
        });
        requireNoGap();
        return List.copyOf(structures);
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        items.values().removeIf(parameters -> "".equals(parameters.get("")));
        items.forEach((number, parameters) -> {
            String text = parameters.get("");
            if (text == null || parameters.size() > 1) {
                throw invalid("found " + qualifiedName + '.' + number + parameters.lastKey() + ", required "
                        + qualifiedName + '.' + number + " alone");
            }
            texts.add(text);
        });
        requireNoGap();
        return List.copyOf(texts);
    }

    private void add(String rest, String value) {
        int dot = rest.indexOf('.');
        String digits = dot < 0 ? rest : rest.substring(0, dot);
        String suffix = dot < 0 ? "" : rest.substring(dot);
        if (!NUMBER.matcher(digits).matches() || Integer.parseInt(digits) > Parameters.LIST_ITEMS_MAX) {
            boolean isNumber = !digits.isEmpty() && digits.chars().allMatch(Character::isDigit);
            throw invalid("found " + qualifiedName + '.' + rest + ", required "
                    + (isNumber
                            ? "a number from 1 to " + Parameters.LIST_ITEMS_MAX
                            : qualifiedName + ".1" + (rest.isEmpty() ? "" : '.' + rest)
                                    + ", and so on for each item of the list"));
        }
        items.computeIfAbsent(Integer.valueOf(digits), number -> new TreeMap<>())
                .put(suffix, value);
    }

    private void requireNoGap() {
        if (!items.isEmpty() && items.lastKey() != items.size()) {
            int gap = 1;
            while (items.containsKey(gap)) {
                gap++;
            }
            throw invalid("found " + qualifiedName + '.' + items.lastKey() + ", required " + qualifiedName + '.' + gap
                    + " before it");
        }
    }

    private ApiException invalid(String detail) {
        return GatewayError.invalid(qualifiedName).withDetail(detail);
    }
}
