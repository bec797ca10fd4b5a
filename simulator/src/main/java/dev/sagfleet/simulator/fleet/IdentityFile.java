package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Serial numbers and keys as text: a line for each device, in the order of the fleet file, with its serial
 * number, its key of 64 hexadecimal digits, and for an app client the user if it is another than that of the
 * fleet; spaces in between. Empty lines, and those that begin with {@code #}, count for nothing.
 */
public final class IdentityFile {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int FIELDS_MIN = 2;
    private static final int FIELDS_MAX = 3;

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or a line is none or has the serial number of another; it names
     *     the line
     */
    public static List<IssuedIdentity> read(Path file) throws IOException {
        List<IssuedIdentity> identities = new ArrayList<>();
        Set<SerialNumber> serials = new LinkedHashSet<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                IssuedIdentity identity = parse(line.strip());
                if (!serials.add(identity.serial())) {
                    throw new IllegalArgumentException(
                            "serialNumber: " + identity.serial() + " (expected: one that no other line has)");
                }
                identities.add(identity);
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ":" + number + ": " + e.getMessage(), e);
            }
        }
        return identities;
    }

    private static IssuedIdentity parse(String line) {
        String[] fields = SPACES.split(line, FIELDS_MAX);
        if (fields.length < FIELDS_MIN) {
            throw new IllegalArgumentException(
                    "1 word (expected: a serial number, a key, and the user of an app client if it has another)");
        }
        Optional<String> user = fields.length < FIELDS_MAX ? Optional.empty() : Optional.of(fields[FIELDS_MIN]);
        user.ifPresent(Hello::requireUser);
        return new IssuedIdentity(new SerialNumber(fields[0]), new DeviceKey(fields[1]), user);
    }

    /** The line of a device, with the line break at its end. It has the key in it. */
    public static String line(DeviceBlueprint device) {
        return device.serial() + " " + device.key().hex()
                + device.userName().map(user -> ' ' + user).orElse("") + '\n';
    }

    private IdentityFile() {}
}
