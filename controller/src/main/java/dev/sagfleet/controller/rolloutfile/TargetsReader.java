package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.document.DocumentProblems;
import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rollout.FirmwareCriterion;
import dev.sagfleet.controller.rollout.TagCondition;
import dev.sagfleet.controller.rollout.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the key {@code targets} may say. Each list may be one name alone. */
final class TargetsReader {
    private static final List<String> KEYS = List.of("models", "version", "regions", "tags", "devices");
    private static final String MODELS =
            Arrays.stream(DeviceModel.values()).map(DeviceModel::label).collect(Collectors.joining(", "));
    private static final Pattern BLANKS_AFTER_SIGN = Pattern.compile("(?<=[<>=]) +(?=[0-9])");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
    private static final String LABEL_EXPECTED = "a name of 1 to 40 letters, digits, . _ and -";
    private static final int NAMES_MAX = 100;
    private static final int DEVICES_MAX = 20_000;
    private static final int TAG_LENGTH_MAX = 128;

    private final DocumentProblems problems;

    private TargetsReader(DocumentProblems problems) {
        this.problems = problems;
    }

    static Targets read(YamlValue value, DocumentProblems problems) {
        return YamlKeys.of(value, KEYS, problems)
                .map(keys -> new TargetsReader(problems).read(keys))
                .orElse(Targets.ALL);
    }

    private Targets read(YamlKeys keys) {
        return new Targets(
                keys.optional("models", value -> list(value, NAMES_MAX, TargetsReader::model))
                        .orElse(List.of()),
                keys.optional("version", TargetsReader::version),
                keys.optional("regions", value -> list(value, NAMES_MAX, TargetsReader::label))
                        .orElse(List.of()),
                keys.optional("tags", this::tags).orElse(List.of()),
                keys.optional("devices", value -> list(value, DEVICES_MAX, TargetsReader::serial))
                        .orElse(List.of()));
    }

    private List<TagCondition> tags(YamlValue value) {
        List<TagCondition> read = new ArrayList<>();
        for (YamlMapping.Entry entry : value.mapping(problems).entries()) {
            List<String> values = list(entry.value(), NAMES_MAX, it -> it.text(1, TAG_LENGTH_MAX));
            problems.read(() -> entry.key().text(1, TAG_LENGTH_MAX))
                    .filter(name -> !values.isEmpty())
                    .ifPresent(name -> read.add(new TagCondition(name, values)));
        }
        return read;
    }

    /** Those that can be read; what cannot be, or is there twice, is a problem. */
    private <T> List<T> list(YamlValue value, int sizeMax, Function<YamlValue, T> meaning) {
        Set<T> read = new LinkedHashSet<>();
        for (YamlValue item : value.isList() ? value.items(1, sizeMax) : List.of(value)) {
            Optional<T> next = problems.read(() -> meaning.apply(item));
            if (next.isPresent() && !read.add(next.get())) {
                problems.add(item.refusal("each once"));
            }
        }
        return List.copyOf(read);
    }

    private static DeviceModel model(YamlValue value) {
        return value.choice(DeviceModel::labelled, "one of " + MODELS);
    }

    private static String label(YamlValue value) {
        return value.choice(
                text -> Optional.of(text).filter(it -> LABEL.matcher(it).matches()), LABEL_EXPECTED);
    }

    private static SerialNumber serial(YamlValue value) {
        return value.parsed(SerialNumber::new, "a serial number of 1 to 64 letters, digits, - and _");
    }

    private static FirmwareCriterion version(YamlValue value) {
        return value.parsed(
                text -> FirmwareCriterion.parse(BLANKS_AFTER_SIGN.matcher(text).replaceAll("")),
                FirmwareCriterion.FORM);
    }
}
