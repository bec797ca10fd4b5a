package dev.sagfleet.controller.rollout;

import java.util.Optional;

/**
 * When the health of waves is measured: of those that are open, once one of their members has run the image for as long as
 * is measured, and again and again. A wave whose figures never come holds.
 *
 * <p>A wave passes by figures that were taken when all those whose success made it certain had run the image for so long.
 * What is found before that halts it, if it is bad and of enough of its members; it never lets it pass. Source: rollout rule
 * R11.
 */
final class Checkups {
    /** Whether there has been time to learn what devices carry before they are offered anything; says when there will have. */
    static boolean mayOffer(Turn turn) {
        long known = knownMillis(turn.origin(), turn.policy());
        if (turn.nowMillis() < known) {
            turn.wakeAt(known);
            return false;
        }
        return true;
    }

    /** When it is known for as long as is measured what devices carry: nobody looks before a rollout is there that wants it. */
    static long knownMillis(Origin origin, RolloutPolicy policy) {
        return policy.health()
                .map(health -> origin.createdMillis() + health.knownAfter().toMillis())
                .orElse(0L);
    }

    /** Sees to it that a wave with somebody to measure is measured. */
    static void begin(Turn turn, int number) {
        Wave wave = turn.wave(number);
        boolean isToBeMeasured = turn.policy().health().isPresent()
                && wave.stage() == Wave.Stage.OPEN
                && hasSomebody(wave)
                && wave.checkup().dueMillis() == PhaseClock.NEVER;
        if (isToBeMeasured) {
            dueIn(turn, number, turn.policy().health().get());
        }
    }

    /** Success has become certain, or is not any more: what counts is measured as long after that as is measured. */
    static void met(Turn turn, int number) {
        Wave wave = turn.wave(number);
        turn.policy()
                .health()
                .filter(health -> wave.metMillis() != PhaseClock.NEVER && hasSomebody(wave))
                .ifPresent(health -> dueIn(turn, number, health));
    }

    /** Whether there is anybody to measure: of nobody it is no news that nothing is known. */
    private static boolean hasSomebody(Wave wave) {
        return wave.counts().succeeded() > 0;
    }

    private static void dueIn(Turn turn, int number, Health health) {
        long due = turn.nowMillis() + health.knownAfter().toMillis();
        turn.wave(number, wave -> wave.with(wave.checkup().dueAt(due)));
    }

    /** Asks for what is due. */
    static void ask(Turn turn) {
        if (turn.policy().health().isEmpty() || !turn.state().isUnderWay()) {
            return;
        }
        Health health = turn.policy().health().get();
        for (int number = 0; number < turn.waves().size(); number++) {
            Wave wave = turn.wave(number);
            boolean isDue = wave.stage() == Wave.Stage.OPEN && wave.checkup().dueMillis() <= turn.nowMillis();
            if (isDue && !hasSomebody(wave)) {
                turn.wave(number, now -> now.with(now.checkup().dueAt(PhaseClock.NEVER)));
            } else if (isDue) {
                long since = turn.nowMillis() - health.knownAfter().toMillis();
                long next = turn.nowMillis() + health.over().toMillis();
                turn.begin(new RolloutEffect.MeasureHealth(number, since));
                turn.wave(number, now -> now.with(now.checkup().asked(next)));
            }
        }
    }

    static void measured(Turn turn, RolloutEvent.HealthMeasured event) {
        boolean isWanted = turn.policy().health().isPresent()
                && event.wave() >= 0
                && event.wave() < turn.waves().size()
                && turn.wave(event.wave()).stage() == Wave.Stage.OPEN
                && hasSomebody(turn.wave(event.wave()));
        if (!isWanted) {
            return;
        }
        Wave wave = turn.wave(event.wave());
        Wave.Verdict verdict = verdict(turn, wave, event.figures());
        boolean isNews = verdict == Wave.Verdict.INCONCLUSIVE && wave.verdict() != Wave.Verdict.INCONCLUSIVE;
        turn.wave(event.wave(), now -> now.with(now.checkup().found(verdict, event.figures(), turn.nowMillis())));
        turn.touched().set(event.wave());
        if (isNews) {
            turn.announce(event.wave(), WaveNews.INCONCLUSIVE);
        }
    }

    /** Of the first few of a wave too little is known to say that it is known too little of it. */
    private static Wave.Verdict verdict(Turn turn, Wave wave, HealthFigures figures) {
        Health health = turn.policy().health().orElseThrow();
        int size = wave.size(turn.policy().silence().countsAs());
        boolean isEarly = !isWhole(health, wave, turn.nowMillis())
                && figures.asked() > 0
                && !health.reportingLeast().isReachedBy(figures.asked(), size);
        return isEarly ? Wave.Verdict.UNKNOWN : figures.verdict(health);
    }

    /** Whether all whose success made that of the wave certain had run the image for as long as is measured. */
    private static boolean isWhole(Health health, Wave wave, long atMillis) {
        return wave.metMillis() + health.knownAfter().toMillis() <= atMillis;
    }

    /** Whether figures let a wave pass, or it needs none. */
    static boolean permit(RolloutPolicy policy, Wave wave) {
        return !hasSomebody(wave)
                || policy.health()
                        .map(health -> wave.verdict() == Wave.Verdict.WELL
                                && isWhole(health, wave, wave.checkup().atMillis()))
                        .orElse(true);
    }

    /** Why what was measured halts a rollout; nothing if it does not. */
    static Optional<String> objection(RolloutPolicy policy, Wave wave) {
        boolean isIll = wave.verdict() == Wave.Verdict.ILL
                || (wave.verdict() == Wave.Verdict.INCONCLUSIVE && policy.inconclusive() == Inconclusive.HALT);
        return policy.health().filter(health -> isIll).map(health -> wave.checkup()
                .text(health));
    }

    /** When something is due next. */
    static void wake(Turn turn) {
        if (turn.policy().health().isEmpty() || !turn.state().isUnderWay()) {
            return;
        }
        for (Wave wave : turn.waves()) {
            if (wave.stage() == Wave.Stage.OPEN) {
                turn.wakeAt(wave.checkup().dueMillis());
            }
        }
    }

    private Checkups() {}
}
