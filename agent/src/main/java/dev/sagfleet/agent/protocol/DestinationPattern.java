package dev.sagfleet.agent.protocol;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which TCP destinations an acceleration rule means, written {@code HOST:PORT}.
 *
 * <p>It goes by what a client asked for: a name never matches an address, even if it resolves to it.
 *
 * @param host a name, {@code *.example.com} for every name below that one at any depth, an IP address without
 *     brackets, or {@code *} for every host; canonical, which is lower case, without a dot at the end, and IPv6 as in
 *     RFC 5952
 * @param port 1 to 65535, or {@link #ANY_PORT}
 */
public record DestinationPattern(String host, int port) {
    /** The port of a pattern that means every port. */
    public static final int ANY_PORT = 0;

    /** The longest name, in characters. */
    public static final int NAME_LENGTH_MAX = 255;

    private static final String ANY = "*";
    private static final String BELOW = "*.";
    private static final int PORT_MAX = 65_535;
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    // A last label that is a number would make it look like an address, and resolvers read it as one.
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9_-]{1,63}\\.)*(?!(?:[0-9]+|0x[0-9a-f]*)$)[a-z0-9_-]{1,63}");

    /** @throws IllegalArgumentException if the host is no such thing, or the port */
    public DestinationPattern {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1 to " + PORT_MAX + ", or 0 for any)");
        }
        host = canonical(host);
        boolean below = host.startsWith(BELOW);
        String name = below ? host.substring(BELOW.length()) : host;
        boolean address = !below && IpText.canonical(host).isPresent();
        boolean valid = host.length() <= NAME_LENGTH_MAX && NAME.matcher(name).matches();
        if (!valid && !address && !host.equals(ANY)) {
            throw new IllegalArgumentException("host: " + Text.quote(host)
                    + " (expected: a name of at most " + NAME_LENGTH_MAX
                    + " characters, *. and a name, an IP address, or *)");
        }
    }

    /**
     * The pattern written as {@code HOST:PORT}, an IPv6 address in brackets, {@code *} for every port.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static DestinationPattern parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(colon, 0));
        String port = text.substring(colon + 1);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (colon < 0 || bracketed != host.contains(":")) {
            throw malformed(text, "HOST:PORT, an IPv6 address in brackets");
        }
        if (!port.equals(ANY) && !(PORT.matcher(port).matches() && Integer.parseInt(port) <= PORT_MAX)) {
            throw malformed(text, "a port from 1 to " + PORT_MAX + ", or *");
        }
        return new DestinationPattern(
                bracketed ? host.substring(1, host.length() - 1) : host,
                port.equals(ANY) ? ANY_PORT : Integer.parseInt(port));
    }

    private static IllegalArgumentException malformed(String text, String expected) {
        return new IllegalArgumentException("destination: " + Text.quote(text) + " (expected: " + expected + ')');
    }

    /**
     * Whether a connection goes to such a destination.
     *
     * @param requestedHost as the client asked for it: a name or an IP address, without brackets; any text will do
     */
    public boolean matches(String requestedHost, int requestedPort) {
        if (port != ANY_PORT && port != requestedPort) {
            return false;
        }
        if (host.equals(ANY)) {
            return true;
        }
        String requested = canonical(requestedHost);
        if (!host.startsWith(BELOW)) {
            return host.equals(requested);
        }
        String suffix = host.substring(1);
        return requested.length() > suffix.length() && requested.endsWith(suffix);
    }

    private static String canonical(String host) {
        if (host.indexOf(':') >= 0) {
            return IpText.canonical(host).orElse(host);
        }
        // Without its dot, "*." would be every host.
        String name = host.endsWith(".") && !host.equals(BELOW) ? host.substring(0, host.length() - 1) : host;
        return name.toLowerCase(Locale.ROOT);
    }

    /** The canonical text, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + (port == ANY_PORT ? ANY : port);
    }
}
