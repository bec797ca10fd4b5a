package dev.sagfleet.agent.relay;

import dev.sagfleet.agent.protocol.DestinationPattern;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port whose clients are all connected with the same target, written {@code PORT:HOST:HOSTPORT}.
 *
 * @param port to listen on; 0 picks a free one
 * @param host a name or an IP address without brackets
 * @param hostPort 1 to 65535
 */
public record Forward(int port, String host, int hostPort) {
    private static final int PORT_MAX = 65_535;
    private static final int DIGITS_MAX = 9;
    private static final Pattern FORM = Pattern.compile("([0-9]+):(.+):([0-9]+)");

    public Forward {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("PORT: " + port + " (expected: 0 to " + PORT_MAX + ')');
        }
        if (hostPort < 1 || hostPort > PORT_MAX) {
            throw new IllegalArgumentException("HOSTPORT: " + hostPort + " (expected: 1 to " + PORT_MAX + ')');
        }
        if (host.startsWith("*")) {
            throw wrongHost(host);
        }
    }

    /**
     * Reads {@code 2222:127.0.0.1:22}; an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException if the text is no forward
     */
    public static Forward parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "forward: " + text + " (expected: PORT:HOST:HOSTPORT, an IPv6 address in brackets)");
        }
        return new Forward(number("PORT", parts.group(1)), host(parts.group(2)), number("HOSTPORT", parts.group(3)));
    }

    /** Read by itself, since with it a pattern could have any port, and a forward cannot. */
    private static String host(String text) {
        try {
            return DestinationPattern.parse(text + ":*").host();
        } catch (IllegalArgumentException e) {
            throw wrongHost(text);
        }
    }

    private static IllegalArgumentException wrongHost(String found) {
        return new IllegalArgumentException(
                "HOST: " + found + " (expected: one name or IP address, an IPv6 address in brackets)");
    }

    private static int number(String name, String digits) {
        if (digits.length() > DIGITS_MAX) {
            throw new IllegalArgumentException(name + ": " + digits + " (expected: at most " + PORT_MAX + ')');
        }
        return Integer.parseInt(digits);
    }

    Destination destination() {
        return new Destination(host, hostPort);
    }
}
