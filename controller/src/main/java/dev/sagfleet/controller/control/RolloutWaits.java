package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.rollout.Hold;
import dev.sagfleet.controller.rollout.Opening;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.Wave;
import java.util.OptionalLong;

/** What a rollout waits for, and until when where that is known. */
final class RolloutWaits {
    private final Rollout rollout;
    private final long nowMillis;
    private final ArrayNode waits;

    private RolloutWaits(Rollout rollout, long nowMillis, ArrayNode waits) {
        this.rollout = rollout;
        this.nowMillis = nowMillis;
        this.waits = waits;
    }

    /** One object for each, the most important first. */
    static void put(ArrayNode waits, Rollout rollout, long nowMillis) {
        new RolloutWaits(rollout, nowMillis, waits).put();
    }

    private void put() {
        switch (rollout.state()) {
            case DRAFT -> add("members");
            case WAITING_FOR_APPROVAL -> add("approval");
            case SCHEDULED -> add("start");
            case PAUSED, HALTED -> {
                add("resume");
                results();
            }
            case RUNNING -> running();
            case FINISHED, CANCELLED -> results();
        }
    }

    /** What was begun ends as it will. */
    private void results() {
        if (rollout.flow().working() > 0) {
            add("results");
        }
    }

    private void running() {
        if (nowMillis < rollout.knownMillis()) {
            add("traffic").put("untilMillis", rollout.knownMillis());
            return;
        }
        int frontier = rollout.frontier();
        for (int number = 0; number < frontier; number++) {
            Wave passed = rollout.waves().get(number);
            if (passed.hold() == Hold.NO_IMAGE || passed.hold() == Hold.NO_WINDOW) {
                hold(number, passed);
            }
        }
        if (frontier < rollout.waves().size()) {
            hold(frontier, rollout.waves().get(frontier));
        } else if (rollout.counts().open() > barred()) {
            add("results");
        }
        opening().ifPresent(opens -> add("window").put("untilMillis", opens));
    }

    private void hold(int number, Wave wave) {
        switch (wave.hold()) {
            case RESULTS -> ofWave("results", number);
            case SOAK -> {
                long soakMillis = rollout.policy().plan(number).soak().toMillis();
                ofWave("soak", number).put("untilMillis", wave.metMillis() + soakMillis);
            }
            case HEALTH -> {
                ObjectNode health = ofWave("health", number);
                rollout.policy()
                        .health()
                        .ifPresent(wanted -> health.put("found", wave.checkup().text(wanted)));
                if (wave.checkup().dueMillis() < PhaseClock.NEVER) {
                    health.put("untilMillis", wave.checkup().dueMillis());
                }
            }
            case APPROVAL -> ofWave("approval", number);
            case LIMBO -> ofWave("limbo", number);
            case EMPTY -> ofWave("empty", number);
            case NO_IMAGE, NO_WINDOW -> {
                ofBarred("no_image", number, wave.barred().noImage());
                ofBarred("no_window", number, wave.barred().noWindow());
            }
        }
    }

    private void ofBarred(String what, int number, int members) {
        if (members > 0) {
            ofWave(what, number).put("members", members);
        }
    }

    /** How many members cannot go on until a person changes something. */
    private int barred() {
        return rollout.waves().stream().mapToInt(wave -> wave.barred().all()).sum();
    }

    /** When the first window opens for members that wait; nothing if one is open, or none is waited for. */
    private OptionalLong opening() {
        boolean isWaiting =
                rollout.policy().window().isPresent() && rollout.counts().waiting() > barred();
        if (!isWaiting || rollout.openings().stream().anyMatch(this::isOpen)) {
            return OptionalLong.empty();
        }
        return rollout.openings().stream()
                .mapToLong(this::nextMillis)
                .filter(millis -> millis < PhaseClock.NEVER)
                .min();
    }

    private boolean isOpen(Opening opening) {
        return opening.opensMillis() <= nowMillis && nowMillis < opening.closesMillis();
    }

    private long nextMillis(Opening opening) {
        return nowMillis < opening.opensMillis() ? opening.opensMillis() : opening.nextMillis();
    }

    private ObjectNode ofWave(String what, int number) {
        return add(what).put("wave", number + 1);
    }

    private ObjectNode add(String what) {
        return waits.addObject().put("for", what);
    }
}
