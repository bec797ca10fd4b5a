package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.simulator.fault.BadImage;
import dev.sagfleet.simulator.fault.Cohort;
import dev.sagfleet.simulator.fault.Grouping;
import dev.sagfleet.simulator.fault.UpgradeFault;
import dev.sagfleet.simulator.fault.UpgradeFaultKind;
import dev.sagfleet.simulator.fault.UpgradeFaultRates;
import dev.sagfleet.simulator.fault.UpgradeFaults;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a file of faults of upgrades may say, or the key {@code firmwareFaults}. Refuses the first thing that it may not. */
final class UpgradeFaultsReader {
    private static final List<String> KEYS = List.of("models", "batches", "sites", "regions", "correlate", "images");
    private static final List<String> IMAGE_KEYS = List.of("version", "digest", "model", "from");
    private static final List<UpgradeFaultKind> OF_IMAGES = List.of(
            UpgradeFaultKind.BOOT,
            UpgradeFaultKind.CHECK,
            UpgradeFaultKind.TUNNEL,
            UpgradeFaultKind.CRASH,
            UpgradeFaultKind.MUTE,
            UpgradeFaultKind.NEVER);
    private static final List<String> MODELS =
            Arrays.stream(DeviceModel.values()).map(DeviceModel::label).toList();
    private static final String GROUPINGS =
            Arrays.stream(Grouping.values()).map(Grouping::label).collect(Collectors.joining(", "));
    private static final String KINDS = Arrays.stream(UpgradeFaultKind.values())
            .map(UpgradeFaultKind::label)
            .collect(Collectors.joining(", "));
    private static final Pattern PERCENT = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.[0-9]{1,6})?%");
    private static final BigDecimal PERCENT_ALL = BigDecimal.valueOf(100);
    private static final int IMAGES_MAX = 100;

    private final List<UpgradeFaultsFile.Mention> mentions = new ArrayList<>();

    static UpgradeFaultsFile read(YamlValue file) {
        return new UpgradeFaultsReader().file(file);
    }

    private UpgradeFaultsReader() {}

    private UpgradeFaultsFile file(YamlValue file) {
        YamlMapping keys = file.mapping().allowing(KEYS);
        Map<Cohort, UpgradeFaultRates> byCohort = new LinkedHashMap<>();
        keys.optional("batches").ifPresent(value -> cohorts(value, Grouping.BATCH, byCohort));
        keys.optional("sites").ifPresent(value -> cohorts(value, Grouping.SITE, byCohort));
        keys.optional("regions").ifPresent(value -> cohorts(value, Grouping.REGION, byCohort));
        var faults = new UpgradeFaults(
                keys.optional("models").map(UpgradeFaultsReader::models).orElseGet(LinkedHashMap::new),
                byCohort,
                keys.optional("correlate")
                        .map(UpgradeFaultsReader::correlated)
                        .orElseGet(() -> new EnumMap<>(UpgradeFaultKind.class)),
                keys.optional("images").map(this::images).orElse(List.of()));
        return new UpgradeFaultsFile(faults, mentions);
    }

    private static Map<DeviceModel, UpgradeFaultRates> models(YamlValue models) {
        YamlMapping keys = models.mapping().allowing(MODELS);
        Map<DeviceModel, UpgradeFaultRates> read = new LinkedHashMap<>();
        for (DeviceModel model : DeviceModel.values()) {
            keys.optional(model.label())
                    .ifPresent(value -> read.put(model, rates(value.mapping().entries(), kind -> true)));
        }
        return read;
    }

    private void cohorts(YamlValue cohorts, Grouping grouping, Map<Cohort, UpgradeFaultRates> read) {
        for (YamlMapping.Entry entry : cohorts.mapping().entries()) {
            read.put(
                    cohort(grouping, entry.key()), rates(entry.value().mapping().entries(), kind -> true));
        }
    }

    private Cohort cohort(Grouping grouping, YamlValue name) {
        var cohort = new Cohort(grouping, name.choice(Optional::of, "a " + grouping.label()));
        mentions.add(new UpgradeFaultsFile.Mention(cohort, name));
        return cohort;
    }

    private static UpgradeFaultRates rates(Iterable<YamlMapping.Entry> entries, Predicate<UpgradeFaultKind> isAllowed) {
        Map<UpgradeFault, Double> rates = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : entries) {
            UpgradeFault fault = UpgradeFault.parse(entry.key().choice(Optional::of, UpgradeFault.FORM))
                    .orElseThrow(() -> unknown(entry.key(), UpgradeFault.FORM));
            if (!isAllowed.test(fault.kind())) {
                throw unknown(entry.key(), "one that an image can have: boot, check, tunnel, crash, mute or never");
            }
            if (rates.put(fault, probability(entry.value())) != null) {
                throw entry.key().refusal("duplicate fault: " + fault, "each fault once");
            }
        }
        return new UpgradeFaultRates(rates);
    }

    private static DocumentException unknown(YamlValue key, String expected) {
        return key.refusal("unknown fault: " + key.choice(Optional::of, expected), expected);
    }

    private static double probability(YamlValue value) {
        return value.choice(
                text -> Optional.of(text)
                        .filter(it -> PERCENT.matcher(it).matches())
                        .map(it -> new BigDecimal(it.substring(0, it.length() - 1)))
                        .filter(percent -> percent.compareTo(PERCENT_ALL) <= 0)
                        .map(percent -> percent.divide(PERCENT_ALL).doubleValue()),
                "a probability from 0% to 100%, as 0.5%");
    }

    private static Map<UpgradeFaultKind, Grouping> correlated(YamlValue value) {
        Map<UpgradeFaultKind, Grouping> read = new EnumMap<>(UpgradeFaultKind.class);
        if (!value.isMapping()) {
            Grouping all = grouping(value);
            Arrays.stream(UpgradeFaultKind.values()).forEach(kind -> read.put(kind, all));
            return read;
        }
        for (YamlMapping.Entry entry : value.mapping().entries()) {
            UpgradeFaultKind kind = UpgradeFault.parse(entry.key().choice(Optional::of, KINDS))
                    .filter(fault -> fault.moment().isEmpty())
                    .orElseThrow(() -> unknown(entry.key(), "one of " + KINDS))
                    .kind();
            read.put(kind, grouping(entry.value()));
        }
        return read;
    }

    private static Grouping grouping(YamlValue value) {
        return value.choice(Grouping::labelled, "one of " + GROUPINGS);
    }

    private List<BadImage> images(YamlValue images) {
        return images.items(0, IMAGES_MAX).stream().map(this::image).toList();
    }

    private BadImage image(YamlValue image) {
        YamlMapping keys = image.mapping();
        Optional<YamlValue> digest = keys.optional("digest");
        if (digest.isPresent()) {
            keys.without("version", "either version or digest");
        }
        Optional<FirmwareVersion> version = digest.isPresent()
                ? Optional.empty()
                : Optional.of(keys.required("version").choice(meaning(FirmwareVersion::parse), "a version, as 2.5.0"));
        List<Cohort> cohorts = new ArrayList<>();
        for (Grouping grouping : Grouping.values()) {
            keys.optional(grouping.label()).ifPresent(name -> cohorts.add(cohort(grouping, name)));
        }
        List<YamlMapping.Entry> faults = keys.entries().stream()
                .filter(entry -> !isAboutWhom(entry.key()))
                .toList();
        if (faults.isEmpty()) {
            throw image.refusal("no fault", "one at least, as crash@6h: 5%");
        }
        return new BadImage(
                version,
                digest.map(value -> value.choice(meaning(Digest::new), "64 lower-case hexadecimal digits")),
                keys.optional("model")
                        .map(value -> value.choice(DeviceModel::labelled, "one of " + String.join(", ", MODELS))),
                keys.optional("from")
                        .map(value -> value.choice(meaning(FirmwareVersion::parse), "a version, as 2.4.0")),
                cohorts,
                rates(faults, OF_IMAGES::contains));
    }

    private static boolean isAboutWhom(YamlValue key) {
        String name = key.choice(Optional::of, "a key");
        return IMAGE_KEYS.contains(name) || Grouping.labelled(name).isPresent();
    }

    private static <T> Function<String, Optional<T>> meaning(Function<String, T> parsing) {
        return text -> {
            try {
                return Optional.of(parsing.apply(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        };
    }
}
