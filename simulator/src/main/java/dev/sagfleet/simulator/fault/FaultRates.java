package dev.sagfleet.simulator.fault;

import dev.sagfleet.simulator.time.Seed;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How probable each kind of fault is at each occasion for it. A kind that is not named does not come about. */
public final class FaultRates {
    /** Nothing goes wrong. */
    public static final FaultRates NONE = new FaultRates(new EnumMap<>(FaultKind.class));

    /** Rare, since nothing can be learnt from a device that is gone. */
    private static final double NEVER_RETURNS = 0.0005;

    private final EnumMap<FaultKind, Double> rates;

    private FaultRates(EnumMap<FaultKind, Double> rates) {
        this.rates = rates;
    }

    /** Every kind, often enough that a world of some minutes meets most of them and still makes progress. */
    public static FaultRates typical() {
        FaultRates typical = NONE;
        for (FaultKind kind : FaultKind.values()) {
            typical = typical.with(
                    kind,
                    switch (kind.occasion()) {
                        case MINUTE -> 0.15;
                        case COMMIT -> 0.02;
                        case WRITE, ANSWER, HELLO -> 0.05;
                        case UPDATE -> ofUpdates(kind);
                        case FRAME -> 0.1;
                        case POWER_CUT -> 0.5;
                    });
        }
        return typical;
    }

    private static double ofUpdates(FaultKind kind) {
        return switch (kind) {
            case NEVER_RETURNS -> NEVER_RETURNS;
            // Some thrice in a row, after which a device gives up.
            case DOWNLOAD_CORRUPT -> 0.25;
            case IMAGE_CRASHES -> 0.1;
            default -> 0.05;
        };
    }

    /**
     * The rates with others for some kinds.
     *
     * @param text {@code kind=rate} and so on with commas in between; {@code all=rate} stands for every kind, and
     *     {@code none} for {@code all=0}
     * @throws IllegalArgumentException if a kind is unknown or a rate is no probability
     */
    public FaultRates with(String text) {
        FaultRates changed = this;
        for (String part : text.split(",", -1)) {
            String[] both = part.trim().equals("none")
                    ? new String[] {"all", "0"}
                    : part.trim().split("=", -1);
            if (both.length != 2) {
                throw new IllegalArgumentException(
                        "faults: " + part + " (expected: kind=rate, as controller-crash=0.1, or none)");
            }
            double rate = probability(both[0], both[1]);
            if (both[0].equals("all")) {
                for (FaultKind kind : FaultKind.values()) {
                    changed = changed.with(kind, rate);
                }
            } else {
                FaultKind kind = FaultKind.labelled(both[0])
                        .orElseThrow(() -> new IllegalArgumentException(
                                "faults: " + both[0] + " (expected: all or one of " + FaultKind.labels() + ')'));
                changed = changed.with(kind, rate);
            }
        }
        return changed;
    }

    private static double probability(String kind, String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate >= 0 && rate <= 1) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // What is no number is no probability either.
        }
        throw new IllegalArgumentException("faults: " + kind + '=' + text + " (expected: a probability from 0 to 1)");
    }

    /** The same with another rate for one kind. */
    public FaultRates with(FaultKind kind, double rate) {
        EnumMap<FaultKind, Double> changed = new EnumMap<>(rates);
        if (rate == 0) {
            changed.remove(kind);
        } else {
            changed.put(kind, rate);
        }
        return new FaultRates(changed);
    }

    /** How probable a kind is. */
    public double of(FaultKind kind) {
        return rates.getOrDefault(kind, 0.0);
    }

    /** Whether a kind comes about at an occasion; the same whenever it is asked for. */
    public boolean strikes(FaultKind kind, Seed seed, long occasion) {
        double rate = of(kind);
        return rate > 0 && seed.fraction(kind.label(), occasion) < rate;
    }

    /** As {@link #with(String)} reads it. */
    @Override
    public String toString() {
        return rates.isEmpty()
                ? "none"
                : rates.entrySet().stream()
                        .map((Map.Entry<FaultKind, Double> rate) ->
                                rate.getKey().label() + '=' + rate.getValue())
                        .collect(Collectors.joining(",", "none,", ""));
    }
}
