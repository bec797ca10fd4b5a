package dev.sagfleet.controller.rolloutimport;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rollout.TagCondition;
import dev.sagfleet.controller.rollout.Targets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A filter of targets in hawkBit's query language, of which there is a counterpart for names and attributes that are equal to
 * something, all of them at once. Any other becomes a tag that no device has: it is safer to reach nobody than too many.
 */
final class HawkbitFilter {
    private static final int LENGTH_MAX = 3_000;
    private static final Pattern AND = Pattern.compile("\\s+and\\s+|;", Pattern.CASE_INSENSITIVE);
    private static final String VALUE = "(?:'[^']*'|\"[^\"]*\"|[^\\s,;=()'\"<>!]+)";
    private static final Pattern CLAUSE = Pattern.compile("([A-Za-z][A-Za-z0-9._-]*)\\s*(?:==\\s*(" + VALUE
            + ")|=in=\\s*\\((" + VALUE + "(?:,\\s*" + VALUE + ")*)\\))");
    private static final Pattern COMMA = Pattern.compile(",\\s*");
    private static final Pattern QUOTES = Pattern.compile("^['\"]|['\"]$");
    private static final String ATTRIBUTE = "attribute.";
    private static final int TAG_LENGTH_MAX = 128;

    private final List<TagCondition> tags = new ArrayList<>();
    private final LinkedHashSet<SerialNumber> devices = new LinkedHashSet<>();

    static Targets read(YamlKeys keys, ImportNotes notes) {
        return keys.required("targetFilterQuery", value -> value.text(1, LENGTH_MAX))
                .map(query -> of(query, keys.where("targetFilterQuery"), notes))
                .orElse(Targets.ALL);
    }

    private static Targets of(String query, YamlValue where, ImportNotes notes) {
        var filter = new HawkbitFilter();
        boolean isWhole = AND.splitAsStream(query).allMatch(filter::take);
        if (!isWhole) {
            String kept = query.length() > TAG_LENGTH_MAX ? query.substring(0, TAG_LENGTH_MAX) : query;
            notes.missing(where, "targets: a tag that no device has: say which devices are meant");
            return tagged(List.of(new TagCondition("targetFilterQuery", List.of(kept))), List.of());
        }
        if (!filter.tags.isEmpty()) {
            notes.differs(where, where.what() + ": attributes of the device's own report", "targets: tags");
        }
        return tagged(filter.tags, List.copyOf(filter.devices));
    }

    private static Targets tagged(List<TagCondition> tags, List<SerialNumber> devices) {
        return new Targets(List.of(), Optional.empty(), List.of(), tags, devices);
    }

    /** Whether there is a counterpart of this clause. */
    private boolean take(String clause) {
        Matcher matcher = CLAUSE.matcher(clause.strip());
        if (!matcher.matches()) {
            return false;
        }
        String field = matcher.group(1);
        List<String> values = (matcher.group(2) == null
                        ? COMMA.splitAsStream(matcher.group(3))
                        : Stream.of(matcher.group(2)))
                .map(value -> QUOTES.matcher(value).replaceAll(""))
                .toList();
        boolean isName = List.of("id", "controllerid", "name").contains(field.toLowerCase(Locale.ROOT));
        if (isName && values.equals(List.of("*"))) {
            return true;
        }
        if (values.stream()
                .anyMatch(value -> value.isEmpty() || value.contains("*") || value.length() > TAG_LENGTH_MAX)) {
            return false;
        }
        return isName ? addDevices(values) : addTag(field, values);
    }

    /** Two lists of names have in common what is in both, which is more than there is a counterpart for. */
    private boolean addDevices(List<String> names) {
        if (!devices.isEmpty()) {
            return false;
        }
        try {
            names.forEach(name -> devices.add(new SerialNumber(name)));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean addTag(String field, List<String> values) {
        String name = field.startsWith(ATTRIBUTE) ? field.substring(ATTRIBUTE.length()) : "";
        boolean isNew =
                !name.isEmpty() && tags.stream().noneMatch(tag -> tag.name().equals(name));
        if (isNew) {
            tags.add(new TagCondition(name, values));
        }
        return isNew;
    }
}
