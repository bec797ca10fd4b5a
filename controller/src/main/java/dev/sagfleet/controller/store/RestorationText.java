package dev.sagfleet.controller.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.controller.inventory.Restoration;
import dev.sagfleet.controller.inventory.Restoration.OfAcceleration;
import dev.sagfleet.controller.inventory.Restoration.OfOrder;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Restorations as a text, a line each: its kind and its values, percent-encoded, with a space between them. */
final class RestorationText {
    private static final String ACCELERATION = "acceleration";
    private static final String ORDER = "order";
    private static final String NO_PLAN = "";

    static String format(List<Restoration> restorations) {
        return restorations.stream().map(RestorationText::format).collect(Collectors.joining("\n"));
    }

    /** What {@link #format} wrote; nothing for what was written before there were restorations. */
    static List<Restoration> parse(String text) {
        return text.lines()
                .filter(line -> line.contains(" "))
                .map(RestorationText::parseLine)
                .toList();
    }

    private static String format(Restoration restoration) {
        if (restoration instanceof OfOrder order) {
            return line(ORDER, order.orderId());
        }
        var acceleration = (OfAcceleration) restoration;
        return line(
                ACCELERATION,
                acceleration.instanceId(),
                planId(acceleration.before()),
                megabits(acceleration.before()),
                planId(acceleration.made()),
                megabits(acceleration.made()));
    }

    private static String line(String... values) {
        return Stream.of(values).map(value -> URLEncoder.encode(value, UTF_8)).collect(Collectors.joining(" "));
    }

    private static String planId(Optional<Acceleration> acceleration) {
        return acceleration.map(Acceleration::planId).orElse(NO_PLAN);
    }

    private static String megabits(Optional<Acceleration> acceleration) {
        return Integer.toString(acceleration.map(Acceleration::megabits).orElse(0));
    }

    private static Restoration parseLine(String line) {
        List<String> values = Stream.of(line.split(" ", -1))
                .map(value -> URLDecoder.decode(value, UTF_8))
                .toList();
        return switch (values.get(0)) {
            case ORDER -> new OfOrder(values.get(1));
            case ACCELERATION ->
                new OfAcceleration(
                        values.get(1),
                        acceleration(values.get(2), values.get(3)),
                        acceleration(values.get(4), values.get(5)));
            default -> throw new IllegalArgumentException("restoration: " + line + " (expected: what format wrote)");
        };
    }

    private static Optional<Acceleration> acceleration(String planId, String megabits) {
        return planId.equals(NO_PLAN)
                ? Optional.empty()
                : Optional.of(new Acceleration(planId, Integer.parseInt(megabits)));
    }

    private RestorationText() {}
}
