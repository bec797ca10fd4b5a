package dev.sagfleet.simulator.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The head of an HTTP/1 answer.
 *
 * @param minorVersion the 1 of HTTP/1.1
 * @param fields by name in lower case, the first of each name
 */
record HttpHead(int minorVersion, int status, Map<String, String> fields) {
    private static final String VERSION = "HTTP/1.";
    private static final int STATUS_AT = VERSION.length() + 2;
    private static final int STATUS_END = STATUS_AT + 3;
    private static final int INTERIM_END = 200;
    private static final int LENGTH_MAX = 65_536;

    /**
     * Reads up to the body of an answer, passing over what only announces it.
     *
     * @throws IOException if it is none of HTTP, or ends before it is whole
     */
    static HttpHead read(InputStream input) throws IOException {
        HttpHead head = readOne(input);
        while (head.status < INTERIM_END) {
            head = readOne(input);
        }
        return head;
    }

    private static HttpHead readOne(InputStream input) throws IOException {
        String first = line(input);
        int status = status(first);
        Map<String, String> fields = new TreeMap<>();
        int length = first.length();
        for (String line = line(input); !line.isEmpty(); line = line(input)) {
            length += line.length();
            if (length > LENGTH_MAX) {
                throw foreign();
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new HttpHead(first.charAt(VERSION.length()) - '0', status, fields);
    }

    private static int status(String line) throws IOException {
        boolean isStatus = line.startsWith(VERSION)
                && line.length() >= STATUS_END
                && line.charAt(STATUS_AT - 1) == ' '
                && (line.length() == STATUS_END || line.charAt(STATUS_END) == ' ');
        if (!isStatus) {
            throw foreign();
        }
        return number(line.substring(STATUS_AT, STATUS_END), 10);
    }

    /** A number of the protocol, which is no less than 0. */
    static int number(String digits, int radix) throws IOException {
        try {
            int number = Integer.parseInt(digits, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told as any other number that is none.
        }
        throw foreign();
    }

    /**
     * A line without its end.
     *
     * @throws EOFException if there is no whole one
     */
    static String line(InputStream input) throws IOException {
        var line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("it closed the connection before it had answered");
            }
            if (line.length() > LENGTH_MAX) {
                throw foreign();
            }
            line.append((char) next);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    /** What is wrong with an answer that is none of HTTP. */
    static IOException foreign() {
        return new IOException("it answers as no controller does");
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    boolean isChunked() {
        return field("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }

    /** Whether another request may follow over the same connection. */
    boolean keepsConnection() {
        String connection = field("connection").orElse("");
        return minorVersion > 0 ? !connection.equalsIgnoreCase("close") : connection.equalsIgnoreCase("keep-alive");
    }
}
