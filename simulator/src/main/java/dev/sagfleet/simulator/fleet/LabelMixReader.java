package dev.sagfleet.simulator.fleet;

import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.document.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the keys {@code regions} and {@code batches} may say: one name, or a mapping from names to percentages. */
final class LabelMixReader {
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
    private static final int PERCENT_ALL = 100;

    static LabelMix read(YamlValue value) {
        if (!value.isMapping()) {
            return LabelMix.of(label(value));
        }
        List<LabelMix.Share> shares = new ArrayList<>();
        int percent = 0;
        for (YamlMapping.Entry entry : value.mapping().entries()) {
            shares.add(new LabelMix.Share(label(entry.key()), FirmwareMixReader.percent(entry.value())));
            percent += shares.get(shares.size() - 1).percent();
        }
        if (percent != PERCENT_ALL) {
            throw value.refusal(value.what() + ": " + percent + "% in all", PERCENT_ALL + "%");
        }
        return new LabelMix(shares);
    }

    private static String label(YamlValue value) {
        return value.choice(
                text -> Optional.of(text).filter(it -> LABEL.matcher(it).matches()),
                "a name of 1 to 40 letters, digits, . _ and -, or a mapping from names to percentages");
    }

    private LabelMixReader() {}
}
