package dev.sagfleet.controller.campaign;

import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rollouts that bring devices back to what they ran before another one. Which one that is, and of which of its waves, is
 * in the id of the way back: so there is one way back of each, however often it is asked for.
 */
final class Reversals {
    private static final String BACK = ".back";
    private static final Pattern FORM = Pattern.compile("(.+)\\.back(?:\\.([1-9][0-9]{0,8}))?");

    /** What is taken back: of a wave, or of all. */
    record Meant(String rollout, Rollback.Scope scope, int wave) {}

    /** The id of the way back. */
    static String id(String rollout, Rollback.Scope scope, int wave) {
        return scope == Rollback.Scope.ALL ? rollout + BACK : rollout + BACK + '.' + (wave + 1);
    }

    /** What a rollout takes back; nothing if it is none of these. */
    static Optional<Meant> of(String rollout) {
        Matcher matcher = FORM.matcher(rollout);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                matcher.group(2) == null
                        ? new Meant(matcher.group(1), Rollback.Scope.ALL, 0)
                        : new Meant(matcher.group(1), Rollback.Scope.WAVE, Integer.parseInt(matcher.group(2)) - 1));
    }

    /** The ids that rollouts which take this one back have, of all or of a wave. */
    static List<String> waysBack(Rollout rollout) {
        String id = rollout.origin().id();
        return Stream.concat(
                        Stream.of(id(id, Rollback.Scope.ALL, 0)),
                        IntStream.range(0, rollout.waves().size()).mapToObj(wave -> id(id, Rollback.Scope.WAVE, wave)))
                .toList();
    }

    static boolean isOne(Rollout rollout) {
        return of(rollout.origin().id()).isPresent();
    }

    /** Whether one rollout is a way back of the other. */
    static boolean takesBack(String one, String other) {
        return of(one).filter(meant -> meant.rollout().equals(other)).isPresent();
    }

    private Reversals() {}
}
