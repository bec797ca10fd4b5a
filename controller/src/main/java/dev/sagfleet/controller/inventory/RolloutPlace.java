package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.rollout.Rollout;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a rollout comes in a list of them: by the time of its creation, and then by its id. */
public record RolloutPlace(long createdMillis, String id) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}) (.+)", Pattern.DOTALL);

    public RolloutPlace {
        requireNonNull(id, "id");
    }

    public static RolloutPlace of(Rollout rollout) {
        return new RolloutPlace(
                rollout.origin().createdMillis(), rollout.origin().id());
    }

    /** The place that {@link #text} wrote; nothing if it wrote no such text. */
    public static Optional<RolloutPlace> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new RolloutPlace(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /** As {@link Slice#next} names it. */
    public String text() {
        return createdMillis + " " + id;
    }
}
