package dev.sagfleet.simulator.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.document.YamlDocument;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.simulator.fault.Cohort;
import dev.sagfleet.simulator.fault.UpgradeFaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What goes wrong with the upgrades of a fleet, as a file says it, before it is known whose fleet that is. */
public final class UpgradeFaultsFile {
    /** Nothing goes wrong. */
    public static final UpgradeFaultsFile NONE = new UpgradeFaultsFile(UpgradeFaults.NONE, List.of());

    private static final String TYPICAL = "upgrade-faults.yaml";
    private static final String WHAT = "faults of upgrades";
    private static final String EXPECTED = "a mapping with models, batches, sites, regions, correlate or images";

    private final UpgradeFaults faults;
    private final List<Mention> mentions;

    /**
     * A site, region or batch that is named.
     *
     * @param where it is
     */
    record Mention(Cohort cohort, YamlValue where) {}

    UpgradeFaultsFile(UpgradeFaults faults, List<Mention> mentions) {
        this.faults = faults;
        this.mentions = List.copyOf(mentions);
    }

    /** What is assumed of fleets like these: plausible, and not measured. */
    public static UpgradeFaultsFile typical() {
        return parse(TYPICAL, typicalText());
    }

    /** The text of that, with a word on each number, to be edited. */
    public static String typicalText() {
        try (InputStream text = Objects.requireNonNull(UpgradeFaults.class.getResourceAsStream(TYPICAL), TYPICAL)) {
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a YAML file of UTF-8 text.
     *
     * @throws DocumentException if it is no file of faults; its messages name the path as given
     * @throws IOException if the file cannot be read
     */
    public static UpgradeFaultsFile read(Path path) throws IOException {
        return UpgradeFaultsReader.read(YamlDocument.read(path, WHAT, EXPECTED));
    }

    /**
     * Reads YAML text.
     *
     * @param name what messages call the text, as a file name
     * @throws DocumentException if the text is no file of faults
     */
    public static UpgradeFaultsFile parse(String name, String text) {
        return UpgradeFaultsReader.read(YamlDocument.parse(name, text, WHAT, EXPECTED));
    }

    /**
     * What goes wrong with the upgrades of a fleet.
     *
     * @throws DocumentException if the file names a site, region or batch that the fleet has not
     */
    public UpgradeFaults of(Blueprint fleet) {
        for (Mention mention : mentions) {
            if (!fleet.has(mention.cohort())) {
                throw mention.where()
                        .refusal(
                                "unknown " + mention.cohort(),
                                "a " + mention.cohort().grouping().label() + " of the fleet");
            }
        }
        return faults;
    }
}
