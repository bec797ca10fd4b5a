package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a person wrote down: which image, for which devices, how carefully. Source: the file in the rollout rules.
 *
 * @param name by which people know the rollout; 1 to 128 characters
 * @param image a version in the catalogue; each model gets the image of it that is made for it
 * @param waves in their order; 1 or more. If the last one ends before the last member does, the rest is a wave of its own
 * @param success part of a wave that must have succeeded before the next one opens
 * @param priority of two rollouts that want a device, the one with more has it; 0 to 9
 * @param window at any time if absent
 * @param end never but by itself or a person, if absent
 * @param health not looked at if absent
 * @param objectives for rehearsals
 */
public record RolloutPolicy(
        String name,
        FirmwareVersion image,
        Targets targets,
        MemberOrder order,
        List<WavePlan> waves,
        Fraction success,
        Halt halt,
        Inconclusive inconclusive,
        Silence silence,
        Late late,
        Optional<Window> window,
        Pace pace,
        Retries retries,
        int priority,
        Rollback rollback,
        Optional<End> end,
        Optional<Health> health,
        List<Objective> objectives) {
    public static final int NAME_LENGTH_MAX = 128;
    public static final int WAVES_MAX = 100;
    public static final int PRIORITY_MAX = 9;
    public static final int PRIORITY_DEFAULT = 5;

    /** Most of a wave must be well, and what little is not may have reasons of its own. */
    public static final Fraction SUCCESS_DEFAULT = Fraction.ofPercent(95);

    public RolloutPolicy {
        requireNonNull(image, "image");
        requireNonNull(targets, "targets");
        requireNonNull(order, "order");
        waves = List.copyOf(waves);
        requireNonNull(success, "success");
        requireNonNull(halt, "halt");
        requireNonNull(inconclusive, "inconclusive");
        requireNonNull(silence, "silence");
        requireNonNull(late, "late");
        requireNonNull(window, "window");
        requireNonNull(pace, "pace");
        requireNonNull(retries, "retries");
        requireNonNull(rollback, "rollback");
        requireNonNull(end, "end");
        requireNonNull(health, "health");
        objectives = List.copyOf(objectives);
        if (name.isBlank() || name.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "name: " + name.length() + " characters (expected: 1 to " + NAME_LENGTH_MAX + ')');
        }
        if (waves.isEmpty() || waves.size() > WAVES_MAX) {
            throw new IllegalArgumentException("waves: " + waves.size() + " (expected: 1 to " + WAVES_MAX + ')');
        }
        if (priority < 0 || priority > PRIORITY_MAX) {
            throw new IllegalArgumentException("priority: " + priority + " (expected: 0 to " + PRIORITY_MAX + ')');
        }
    }

    /** A policy with all that is left out as its type's default says. */
    public static RolloutPolicy of(String name, FirmwareVersion image, List<WavePlan> waves) {
        return new RolloutPolicy(
                name,
                image,
                Targets.ALL,
                MemberOrder.SPREAD,
                waves,
                SUCCESS_DEFAULT,
                Halt.DEFAULT,
                Inconclusive.HOLD,
                Silence.DEFAULT,
                Late.TAIL,
                Optional.empty(),
                Pace.DEFAULT,
                Retries.DEFAULT,
                PRIORITY_DEFAULT,
                Rollback.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /**
     * Where the waves of so many members end, one behind the other; the last one ends with them. An end that is that of the
     * wave before is an empty wave. If the last wave that is planned ends before the members do, there is one more. Source:
     * rollout rule R2.
     */
    public List<Integer> waveEnds(int members) {
        List<Integer> ends = new ArrayList<>();
        int reached = 0;
        for (WavePlan plan : waves) {
            reached = plan.size().end(reached, members);
            ends.add(reached);
        }
        if (reached < members) {
            ends.add(members);
        }
        return ends;
    }

    /** How the wave at this place was planned; one that came later goes by the last of them. */
    public WavePlan plan(int wave) {
        return waves.get(Math.min(wave, waves.size() - 1));
    }

    /** The part of a wave that must succeed. */
    public Fraction success(int wave) {
        return plan(wave).success().orElse(success);
    }

    /** The failures of a wave that halt. */
    public Halt halt(int wave) {
        return plan(wave).halt().orElse(halt);
    }
}
