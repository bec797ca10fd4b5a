package dev.sagfleet.simulator.fleet;

import dev.sagfleet.controller.document.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a fleet is made from: the same definition makes the same fleet.
 *
 * @param source {@link #DEMO}, or the name of the fleet file as it was given
 * @param text of the fleet file; for the demo the number of devices
 */
public record FleetDefinition(String source, String text, long seed) {
    public static final String DEMO = "demo";
    public static final long SEED_DEFAULT = 1;

    /** The demo fleet of so many devices. */
    public static FleetDefinition demo(int devices, long seed) {
        return new FleetDefinition(DEMO, Integer.toString(devices), seed);
    }

    /**
     * The fleet of a file.
     *
     * @throws IOException if the file cannot be read
     * @throws DocumentException if it is no fleet file
     */
    public static FleetDefinition of(Path file, long seed) throws IOException {
        FleetFile.read(file);
        return new FleetDefinition(file.toString(), Files.readString(file), seed);
    }

    /** What every device of the fleet is. */
    public Blueprint blueprint() {
        FleetFile file = source.equals(DEMO) ? DemoFleet.of(Integer.parseInt(text)) : FleetFile.parse(source, text);
        return Blueprint.of(file, seed);
    }

    /** Whether it makes the same fleet, wherever the file lay. */
    public boolean isSameFleet(FleetDefinition other) {
        return source.equals(DEMO) == other.source.equals(DEMO) && text.equals(other.text) && seed == other.seed;
    }

    /** In a few words for a person. */
    public String describe() {
        String what = source.equals(DEMO) ? "the demo fleet of " + text + " devices" : "the fleet of " + source;
        return what + " with seed " + seed;
    }
}
