package dev.sagfleet.controller.rpc;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameters of an API request, by name and in the order of names. Immutable.
 *
 * <p>An empty value counts as none, since clients send {@code Name=} for what they leave out. Whatever does
 * not fit is thrown as the error that the gateway documents, so an action only names what it needs.
 */
public final class Parameters {
    /** Parameters of one request, query and form together. */
    public static final int PARAMETERS_MAX = 1_000;

    /** Items of one list. */
    public static final int LIST_ITEMS_MAX = 1_000;

    private static final int NUMBER_DIGITS_MAX = 19;

    private final SortedMap<String, String> values;
    // How the names of this view begin in the request: "AssociateConfigs.1." inside an item, else "".
    private final String prefix;

    private Parameters(SortedMap<String, String> values, String prefix) {
        this.values = values;
        this.prefix = prefix;
    }

    /** Whether a parameter is of the convention, and not one that some actions have and others do not. */
    public static boolean isOfEveryAction(String name) {
        return ParameterDigest.NOT_DIGESTED.contains(name) && !name.equals("ClientToken");
    }

    /** These parameters, copied. */
    public static Parameters of(Map<String, String> values) {
        return item("", values);
    }

    /**
     * The parameters of a call: those of its form body, overridden by those of its query.
     *
     * @throws ApiException if they are malformed, one stands twice in one place, or there are too many
     */
    public static Parameters of(HttpCall call) {
        SortedMap<String, String> merged = FormText.ofBody(call);
        merged.putAll(call.queryParameters());
        if (merged.size() > PARAMETERS_MAX) {
            throw tooMany();
        }
        return of(merged);
    }

    static Parameters item(String prefix, Map<String, String> values) {
        return new Parameters(Collections.unmodifiableSortedMap(new TreeMap<>(values)), prefix);
    }

    static ApiException tooMany() {
        return GatewayError.MALFORMED_PARAMETER.exception(
                "found more parameters than the " + PARAMETERS_MAX + " that a request may have");
    }

    public String required(String name) {
        return optional(name).orElseThrow(() -> missing(name));
    }

    /** Names count upper and lower case, which is what is most often wrong with one. */
    private ApiException missing(String name) {
        ApiException missing = GatewayError.missing(prefix + name);
        return values.keySet().stream()
                .filter(other -> other.equalsIgnoreCase(name) && !other.equals(name))
                .findFirst()
                .map(other -> missing.withDetail("found " + prefix + other + ", required " + prefix + name))
                .orElse(missing);
    }

    public Optional<String> optional(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** A whole number from {@code min} to {@code max}. */
    public long requiredLong(String name, long min, long max) {
        return number(name, required(name), min, max);
    }

    /** A whole number from {@code min} to {@code max}, if there is one. */
    public OptionalLong optionalLong(String name, long min, long max) {
        return optional(name)
                .map(text -> OptionalLong.of(number(name, text, min, max)))
                .orElse(OptionalLong.empty());
    }

    /** One of these texts, to the letter. */
    public String requiredOneOf(String name, String... texts) {
        required(name);
        return optionalOneOf(name, texts).orElseThrow();
    }

    /** One of these texts, to the letter, if there is one. */
    public Optional<String> optionalOneOf(String name, String... texts) {
        List<String> known = Arrays.asList(texts);
        Optional<String> text = optional(name);
        text.filter(value -> !known.contains(value)).ifPresent(value -> {
            throw GatewayError.invalid(prefix + name)
                    .withDetail("found " + value + ", required one of " + String.join(", ", known));
        });
        return text;
    }

    /** {@code true} or {@code false} in any case of letters. */
    public boolean requiredFlag(String name) {
        return truth(name, required(name));
    }

    /** {@code true} or {@code false} in any case of letters, or the fallback. */
    public boolean flag(String name, boolean fallback) {
        return optional(name).map(text -> truth(name, text)).orElse(fallback);
    }

    /**
     * The items of a list of structures, sent as {@code Name.1.Sub=…}, in the order of their numbers; empty
     * if there are none. An item names itself in its errors, as in {@code MissingName.1.Sub}.
     *
     * @throws ApiException if the numbers are not 1, 2, 3 and so on without a gap
     */
    public List<Parameters> list(String name) {
        return new NumberedParameters(name, prefix, values).structures();
    }

    /**
     * The items of a list of texts, sent as {@code Name.1=…}, in the order of their numbers; empty if there
     * are none.
     *
     * @throws ApiException if the numbers are not 1, 2, 3 and so on without a gap
     */
    public List<String> strings(String name) {
        return new NumberedParameters(name, prefix, values).texts();
    }

    /**
     * The SHA-256, in hex, of what the request asks for: all parameters that are not empty and not part of
     * the signature, the addressing or the idempotence of the call. One request has one digest however and
     * whenever it was signed. The action is not in it.
     */
    public String digest() {
        return ParameterDigest.of(values);
    }

    /** All parameters as they were sent, the empty ones too; not to be changed. */
    public SortedMap<String, String> asMap() {
        return values;
    }

    private long number(String name, String text, long min, long max) {
        if (isNumber(text)) {
            try {
                long number = Long.parseLong(text);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // 19 digits can be more than a long holds: as invalid as any other number out of range.
            }
        }
        throw GatewayError.invalid(prefix + name)
                .withDetail("found " + text + ", required a whole number from " + min + " to " + max);
    }

    private static boolean isNumber(String text) {
        int begin = text.startsWith("-") ? 1 : 0;
        for (int i = begin; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > begin && text.length() - begin <= NUMBER_DIGITS_MAX;
    }

    private boolean truth(String name, String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw GatewayError.invalid(prefix + name).withDetail("found " + text + ", required true or false");
    }
}
