package dev.sagfleet.simulator.fleet;

import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.document.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What keys as {@code regions} and {@code batches} may say: one name, or a mapping from names to percentages.
 *
 * @param isLabel whether a text may be a name
 * @param expected what a name is, for people
 */
record LabelMixReader(Predicate<String> isLabel, String expected) {
    /** Of plain names. */
    static final LabelMixReader NAMES = new LabelMixReader(
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}").asMatchPredicate(),
            "a name of 1 to 40 letters, digits, . _ and -");

    private static final int PERCENT_ALL = 100;

    LabelMix read(YamlValue value) {
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

    private String label(YamlValue value) {
        return value.choice(
                text -> Optional.of(text).filter(isLabel), expected + ", or a mapping from names to percentages");
    }
}
