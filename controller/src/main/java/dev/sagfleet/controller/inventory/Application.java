package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DestinationPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An application that can be accelerated.
 *
 * @param label as rules and the OpenAPI call it: {@code Zoom}
 * @param type what it is used for, as the OpenAPI calls it: {@code Meeting}
 * @param destinations where it is reached, 1 to 4
 */
public record Application(String label, String type, List<DestinationPattern> destinations) {
    private static final List<Application> ALL = List.of(
            of("Microsoft365", "Office", "*.office.com:443", "*.office365.com:443", "*.sharepoint.com:443"),
            of(
                    "GoogleWorkspace",
                    "Office",
                    "docs.google.com:443",
                    "drive.google.com:443",
                    "mail.google.com:443",
                    "meet.google.com:443"),
            of("Zoom", "Meeting", "zoom.us:443", "*.zoom.us:443"),
            of("Webex", "Meeting", "*.webex.com:443", "*.wbx2.com:443"),
            of("Salesforce", "Business", "*.salesforce.com:443", "*.force.com:443"),
            of("SAP", "Business", "*.sap.com:443", "*.ondemand.com:443"),
            of(
                    "GitHub",
                    "Development",
                    "github.com:443",
                    "github.com:22",
                    "*.github.com:443",
                    "*.githubusercontent.com:443"),
            of("DockerHub", "Development", "*.docker.io:443", "*.docker.com:443"));

    public Application {
        requireNonNull(label, "label");
        requireNonNull(type, "type");
        destinations = List.copyOf(destinations);
    }

    private static Application of(String label, String type, String... destinations) {
        return new Application(
                label,
                type,
                Arrays.stream(destinations).map(DestinationPattern::parse).toList());
    }

    /**
     * Those that there are, in every service region the same. The emulator's own choice, since the real list is
     * not documented.
     */
    public static List<Application> all() {
        return ALL;
    }

    /** The application that rules and the OpenAPI call so. */
    public static Optional<Application> labelled(String label) {
        return ALL.stream()
                .filter(application -> application.label.equals(label))
                .findFirst();
    }
}
