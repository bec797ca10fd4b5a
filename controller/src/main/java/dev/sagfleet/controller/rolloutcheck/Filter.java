package dev.sagfleet.controller.rolloutcheck;

import static java.util.Objects.requireNonNull;

/**
 * One thing that targets ask for, and how many of all devices meet it, whatever else is asked.
 *
 * @param name its key in the file
 */
public record Filter(String name, int meeting) {
    public Filter {
        requireNonNull(name, "name");
    }
}
