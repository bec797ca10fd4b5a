package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.document.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the key {@code firmware} may say: one version, or a mapping from versions to percentages. */
final class FirmwareMixReader {
    private static final Pattern PERCENT = Pattern.compile("([1-9][0-9]?|100)%?");
    private static final int PERCENT_ALL = 100;

    static FirmwareMix read(YamlValue firmware) {
        if (!firmware.isMapping()) {
            return FirmwareMix.of(version(firmware));
        }
        Set<FirmwareVersion> versions = new LinkedHashSet<>();
        List<FirmwareMix.Share> shares = new ArrayList<>();
        int percent = 0;
        for (YamlMapping.Entry entry : firmware.mapping().entries()) {
            FirmwareVersion version = version(entry.key());
            if (!versions.add(version)) {
                throw entry.key().refusal("duplicate version: " + version, "each version once; 2.4 is 2.4.0");
            }
            shares.add(new FirmwareMix.Share(version, percent(entry.value())));
            percent += shares.get(shares.size() - 1).percent();
        }
        if (percent != PERCENT_ALL) {
            throw firmware.refusal("firmware: " + percent + "% in all", PERCENT_ALL + "%");
        }
        return new FirmwareMix(shares);
    }

    private static FirmwareVersion version(YamlValue value) {
        return value.choice(
                FirmwareMixReader::version, "a version, as 2.4.0, or a mapping from versions to percentages");
    }

    private static Optional<FirmwareVersion> version(String text) {
        try {
            return Optional.of(FirmwareVersion.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static int percent(YamlValue value) {
        return value.choice(
                text -> Optional.of(text)
                        .filter(it -> PERCENT.matcher(it).matches())
                        .map(it -> Integer.parseInt(it.replace("%", ""))),
                "1% to 100%");
    }

    private FirmwareMixReader() {}
}
