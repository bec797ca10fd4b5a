package dev.sagfleet.simulator.fault;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A bad image in one line: {@code model=SAG-100WM,batch=B2: fail local-check 30% after 6h}. What fails only after a time
 * does so when the device has committed to the image: then it crashes, whatever is to fail, and the old image comes back.
 */
public final class BadImageLine {
    /** What {@link #parse} takes, for a person. */
    public static final String FORM = "KEY=VALUE,...: fail FAULT SHARE after TIME, as"
            + " model=SAG-100WM,batch=B2: fail local-check 30% after 6h; only fail and a fault are needed";

    private static final Pattern LINE =
            Pattern.compile("(?:([^:]*):)? *fail +([^ ]+)(?: +([^ ]*%))?(?: +(after|at) +([^ ]+))?");
    private static final Pattern PERCENT = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.[0-9]{1,6})?%");
    private static final BigDecimal PERCENT_ALL = BigDecimal.valueOf(100);
    private static final String MODEL = "model";
    private static final String VERSION = "version";
    private static final String SELECTORS = "one of model, version (that a device starts with), "
            + Arrays.stream(Grouping.values()).map(Grouping::label).collect(Collectors.joining(", "));

    /** As reports call it. */
    private static final Map<String, String> ALSO = Collections.singletonMap("local-check", "check");

    private static final Set<UpgradeFaultKind> SHOW_LATER =
            EnumSet.of(UpgradeFaultKind.BOOT, UpgradeFaultKind.CHECK, UpgradeFaultKind.TUNNEL, UpgradeFaultKind.CRASH);

    /**
     * The bad image that a line means.
     *
     * @param image the version of the image
     * @throws IllegalArgumentException if it means none
     */
    public static BadImage parse(String line, FirmwareVersion image) {
        Matcher matcher = LINE.matcher(line.strip());
        if (!matcher.matches()) {
            throw wrong(line, FORM);
        }
        Map<String, String> selectors =
                selectors(Optional.ofNullable(matcher.group(1)).orElse(""));
        UpgradeFault fault = fault(
                matcher.group(2),
                Optional.ofNullable(matcher.group(4)),
                Optional.ofNullable(matcher.group(5)).orElse(""));
        double share =
                Optional.ofNullable(matcher.group(3)).map(BadImageLine::share).orElse(1.0);
        List<Cohort> cohorts = new ArrayList<>();
        for (Grouping grouping : Grouping.values()) {
            Optional.ofNullable(selectors.get(grouping.label()))
                    .ifPresent(name -> cohorts.add(new Cohort(grouping, name)));
        }
        return new BadImage(
                Optional.of(image),
                Optional.empty(),
                Optional.ofNullable(selectors.get(MODEL)).map(BadImageLine::model),
                Optional.ofNullable(selectors.get(VERSION)).map(FirmwareVersion::parse),
                cohorts,
                new UpgradeFaultRates(Collections.singletonMap(fault, share)));
    }

    private static Map<String, String> selectors(String text) {
        Map<String, String> selectors = new LinkedHashMap<>();
        if (text.isBlank()) {
            return selectors;
        }
        for (String selector : text.split(",", -1)) {
            int at = selector.indexOf('=');
            String key = (at < 0 ? selector : selector.substring(0, at)).strip();
            if (at < 0 || selector.substring(at + 1).isBlank()) {
                throw wrong(selector.strip(), "KEY=VALUE, as model=SAG-100WM");
            }
            if (!key.equals(MODEL)
                    && !key.equals(VERSION)
                    && Grouping.labelled(key).isEmpty()) {
                throw wrong("unknown key: " + key, SELECTORS);
            }
            if (selectors.put(key, selector.substring(at + 1).strip()) != null) {
                throw wrong(key + " twice", "each key once");
            }
        }
        return selectors;
    }

    private static DeviceModel model(String label) {
        return DeviceModel.labelled(label)
                .orElseThrow(() -> wrong(
                        "model: " + label,
                        Arrays.stream(DeviceModel.values())
                                .map(DeviceModel::label)
                                .collect(Collectors.joining(", ", "one of ", ""))));
    }

    private static double share(String text) {
        return Optional.of(text)
                .filter(it -> PERCENT.matcher(it).matches())
                .map(it -> new BigDecimal(it.substring(0, it.length() - 1)))
                .filter(percent -> percent.compareTo(PERCENT_ALL) <= 0)
                .map(percent -> percent.divide(PERCENT_ALL).doubleValue())
                .orElseThrow(() -> wrong("share: " + text, "0% to 100%, as 30%"));
    }

    private static UpgradeFault fault(String word, Optional<String> preposition, String moment) {
        String name = ALSO.getOrDefault(word, word);
        boolean isAfter = preposition.filter("after"::equals).isPresent();
        boolean isLate = isAfter
                && UpgradeFaultKind.labelled(name).filter(SHOW_LATER::contains).isPresent();
        String what = isLate ? UpgradeFaultKind.CRASH.label() : name;
        String text = preposition.isEmpty() ? name : what + '@' + moment;
        return UpgradeFault.parse(text)
                .map(UpgradeFault::soon)
                .orElseThrow(() -> wrong(
                        "fault: " + word
                                + preposition.map(it -> ' ' + it + ' ' + moment).orElse(""),
                        UpgradeFault.FORM));
    }

    private static IllegalArgumentException wrong(String found, String expected) {
        return new IllegalArgumentException(found + " (expected: " + expected + ')');
    }

    private BadImageLine() {}
}
