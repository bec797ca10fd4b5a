package dev.sagfleet.controller.rpc;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the notation that queries and form bodies share, {@code application/x-www-form-urlencoded}. */
final class FormText {
    private static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

    private FormText() {}

    /** The parameters in the body of a call, by name; none if the body is not a form. */
    static SortedMap<String, String> ofBody(HttpCall call) {
        String type = call.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        boolean isForm =
                type.equals(CONTENT_TYPE) || type.startsWith(CONTENT_TYPE + ';') || type.startsWith(CONTENT_TYPE + ' ');
        return isForm ? parse(PercentEncoding.utf8(call.body())) : new TreeMap<>();
    }

    /**
     * The parameters written in {@code text}. One without {@code =} is empty.
     *
     * @throws ApiException if a name is empty or stands twice, since no client sends that and each reader
     *     would take another one for the right one; if the encoding is malformed; if there are too many
     */
    static SortedMap<String, String> parse(String text) {
        SortedMap<String, String> values = new TreeMap<>();
        int start = 0;
        while (start < text.length()) {
            int ampersand = text.indexOf('&', start);
            int end = ampersand < 0 ? text.length() : ampersand;
            if (end > start) {
                add(text.substring(start, end), values);
            }
            start = end + 1;
        }
        return values;
    }

    private static void add(String pair, SortedMap<String, String> values) {
        int equals = pair.indexOf('=');
        String name = PercentEncoding.decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : PercentEncoding.decode(pair.substring(equals + 1));
        if (name.isEmpty()) {
            throw GatewayError.MALFORMED_PARAMETER.exception("found a parameter without a name");
        }
        if (values.put(name, value) != null) {
            throw GatewayError.MALFORMED_PARAMETER.exception("found parameter " + name + " twice");
        }
        if (values.size() > Parameters.PARAMETERS_MAX) {
            throw Parameters.tooMany();
        }
    }
}
