package dev.sagfleet.controller.rollout;

import java.util.BitSet;
import java.util.Optional;

/**
 * When a wave lets the next one open, and when it halts the rollout. All compares are of whole numbers. Source: rollout rules
 * R9 to R11.
 */
final class Gates {
    /** Judges the waves that were touched, and opens what may be opened. */
    static void judge(Turn turn) {
        BitSet touched = turn.touched();
        if (!touched.isEmpty() && turn.ports().semantics().traits().judgesTogether()) {
            touched.set(0, turn.waves().size());
        }
        if (turn.state().isUnderWay()) {
            for (int wave = touched.nextSetBit(0); wave >= 0; wave = touched.nextSetBit(wave + 1)) {
                look(turn, wave);
            }
        }
        touched.clear();
        if (turn.state() == RolloutState.RUNNING) {
            advance(turn);
        }
    }

    private static void look(Turn turn, int number) {
        Wave wave = turn.wave(number);
        if (wave.stage() == Wave.Stage.PLANNED) {
            return;
        }
        turn.ports()
                .semantics()
                .objection(turn.policy(), turn.waves(), number)
                .ifPresent(why -> halt(turn, number, why));
        boolean isMet = turn.ports().semantics().isMet(turn.policy(), turn.waves(), number);
        if (wave.stage() == Wave.Stage.OPEN && isMet != (wave.metMillis() != PhaseClock.NEVER)) {
            turn.wave(number, now -> now.metSince(isMet ? turn.nowMillis() : PhaseClock.NEVER));
            Checkups.met(turn, number);
        } else if (wave.stage() == Wave.Stage.PASSED && !isMet && mayReopen(turn, wave)) {
            turn.wave(number, Wave::reopened);
            turn.frontier(Math.min(turn.frontier(), number));
            turn.announce(number, WaveNews.REOPENED);
        } else if (wave.stage() == Wave.Stage.PASSED) {
            holdFor(turn, number, left(wave));
        }
        Checkups.begin(turn, number);
    }

    private static boolean mayReopen(Turn turn, Wave wave) {
        return wave.counts().judged() > 0 && turn.ports().semantics().traits().reopens();
    }

    /** Why a wave halts its rollout; nothing if it does not. */
    static Optional<String> objection(RolloutPolicy policy, int number, Wave wave) {
        Silence.CountsAs silent = policy.silence().countsAs();
        int size = wave.size(silent);
        int failures = wave.failures(silent);
        if (size > 0 && policy.halt(number).isReachedBy(failures, size)) {
            return Optional.of(found(number, failures, size) + ", halts at "
                    + policy.halt(number).smallest(size));
        }
        if (size > 0 && !policy.success(number).isReachedBy(size - failures, size)) {
            return Optional.of(found(number, failures, size) + ", so " + policy.success(number) + " cannot be reached");
        }
        return Checkups.objection(policy, wave).map(why -> "wave " + (number + 1) + ": " + why);
    }

    private static String found(int number, int failures, int size) {
        return "wave " + (number + 1) + ": " + failures + " of " + size + " failed";
    }

    /** Whether nothing that can become of its members takes a wave below its success any more. */
    static boolean isMet(RolloutPolicy policy, int number, Wave wave) {
        int size = wave.size(policy.silence().countsAs());
        return wave.counts().judged() > 0
                && policy.success(number).isReachedBy(wave.counts().succeeded(), size);
    }

    /** Once is enough, however many waves object. */
    private static void halt(Turn turn, int wave, String why) {
        if (turn.state() == RolloutState.RUNNING || turn.state() == RolloutState.PAUSED) {
            turn.enter(RolloutState.HALTED, Transition.ENGINE, why);
            if (turn.ports().semantics().traits().cancels()) {
                Control.cancel(turn, Transition.ENGINE, why);
            }
            if (turn.policy().rollback().when() == Rollback.When.HALTED) {
                turn.begin(new RolloutEffect.RollBack(turn.policy().rollback().scope(), wave));
            }
        }
    }

    private static void advance(Turn turn) {
        while (turn.state() == RolloutState.RUNNING
                && turn.frontier() < turn.waves().size()
                && passes(turn, turn.frontier())) {
            turn.frontier(turn.frontier() + 1);
        }
    }

    private static boolean passes(Turn turn, int number) {
        if (turn.wave(number).stage() == Wave.Stage.PLANNED && !open(turn, number)) {
            return false;
        }
        Wave wave = turn.wave(number);
        if (wave.counts().judged() == 0 && (number > 0 || wave.isApproved())) {
            turn.wave(number, now -> now.with(Wave.Stage.EMPTY));
            turn.announce(number, WaveNews.EMPTY);
            return true;
        }
        Hold hold = hold(turn, number, wave);
        if (hold == Hold.SOAK) {
            turn.wakeAt(soakEnd(turn, number, wave));
        }
        holdFor(turn, number, hold);
        if (hold == Hold.RESULTS && turn.ports().semantics().isMet(turn.policy(), turn.waves(), number)) {
            turn.wave(number, now -> now.with(Wave.Stage.PASSED));
            turn.announce(number, WaveNews.PASSED);
            holdFor(turn, number, left(wave));
            return true;
        }
        return false;
    }

    private static void holdFor(Turn turn, int number, Hold hold) {
        Wave wave = turn.wave(number);
        if (hold != wave.hold()) {
            turn.wave(number, now -> now.with(hold));
            news(hold)
                    .ifPresent(told -> turn.begin(new RolloutEffect.Announce(
                            number, told, wave.isBarred() ? wave.barred().all() : 0)));
        }
    }

    /** What a wave waits for of the members that are left: of a person, if none of them can go on. */
    private static Hold left(Wave wave) {
        if (!wave.isBarred()) {
            return Hold.RESULTS;
        }
        return wave.barred().noImage() > 0 ? Hold.NO_IMAGE : Hold.NO_WINDOW;
    }

    private static boolean open(Turn turn, int number) {
        if (Sweeps.fills(turn, number)) {
            return false;
        }
        turn.wave(number, wave -> wave.opened(turn.nowMillis()));
        turn.announce(number, WaveNews.OPENED);
        for (int zone = 0; zone < turn.openings().size(); zone++) {
            turn.opening(zone, turn.openings().get(zone).unplanned());
        }
        look(turn, number);
        return turn.state() == RolloutState.RUNNING;
    }

    /** What a wave waits for; {@link Hold#RESULTS} also if for nothing more. */
    private static Hold hold(Turn turn, int number, Wave wave) {
        if (wave.counts().judged() == 0) {
            return Hold.EMPTY;
        }
        if (wave.metMillis() == PhaseClock.NEVER) {
            return wave.counts().open() == 0 ? Hold.LIMBO : left(wave);
        }
        if (turn.nowMillis() < soakEnd(turn, number, wave)) {
            return Hold.SOAK;
        }
        if (!Checkups.permit(turn.policy(), wave)) {
            return Hold.HEALTH;
        }
        boolean isAsked = turn.policy().plan(number).approve()
                && number + 1 < turn.waves().size();
        return isAsked && !wave.isApproved() ? Hold.APPROVAL : Hold.RESULTS;
    }

    private static long soakEnd(Turn turn, int number, Wave wave) {
        return wave.metMillis() + turn.policy().plan(number).soak().toMillis();
    }

    private static Optional<WaveNews> news(Hold hold) {
        return switch (hold) {
            case APPROVAL -> Optional.of(WaveNews.WAITS_FOR_APPROVAL);
            case LIMBO -> Optional.of(WaveNews.LIMBO);
            case EMPTY -> Optional.of(WaveNews.EMPTY_CANARY);
            case NO_IMAGE -> Optional.of(WaveNews.NO_IMAGE);
            case NO_WINDOW -> Optional.of(WaveNews.NO_WINDOW);
            case RESULTS, SOAK, HEALTH -> Optional.empty();
        };
    }

    private Gates() {}
}
