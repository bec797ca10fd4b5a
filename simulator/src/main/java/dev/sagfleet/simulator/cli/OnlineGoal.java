package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many devices are to be online.
 *
 * @param amount so many, or percent of those that are meant to be
 */
record OnlineGoal(long amount, boolean isPercent) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(%?)");
    private static final int ALL = 100;

    /** @throws IllegalArgumentException if the text is neither a share nor a count */
    static OnlineGoal parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            var goal = new OnlineGoal(
                    Long.parseLong(matcher.group(1)), !matcher.group(2).isEmpty());
            if (!goal.isPercent || goal.amount <= ALL) {
                return goal;
            }
        }
        throw new IllegalArgumentException(
                text + " (expected: 0% to 100% of the devices that are meant to be online, or a number of devices)");
    }

    /**
     * Whether it is reached. No devices at all are no share of any: they are not registered yet.
     *
     * @param readiness what a controller answers about it
     */
    boolean isReachedBy(JsonNode readiness) {
        JsonNode devices = readiness.path("devices");
        long online = devices.path("online").asLong();
        if (!isPercent) {
            return online >= amount;
        }
        long expected = devices.path("expected").asLong();
        return !readiness.path("status").asText().equals("starting")
                && devices.path("registered").asLong() > 0
                && online * ALL >= amount * expected;
    }

    @Override
    public String toString() {
        return isPercent ? amount + "%" : Long.toString(amount);
    }
}
