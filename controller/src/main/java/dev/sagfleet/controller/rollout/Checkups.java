package dev.sagfleet.controller.rollout;

/**
 * When the health of waves is measured: of those that are open, as soon as one of their members has succeeded, and again
 * and again. A wave whose figures never come holds. Source: rollout rule R11.
 */
final class Checkups {
    /** Asks for what is due. */
    static void ask(Turn turn) {
        if (turn.policy().health().isEmpty() || !turn.state().isUnderWay()) {
            return;
        }
        long over = turn.policy().health().get().over().toMillis();
        for (int number = 0; number < turn.waves().size(); number++) {
            Wave wave = turn.wave(number);
            if (wave.stage() == Wave.Stage.OPEN && wave.checkMillis() <= turn.nowMillis()) {
                turn.begin(new RolloutEffect.MeasureHealth(number, turn.nowMillis() - over));
                turn.wave(number, now -> now.checkedAt(turn.nowMillis() + over));
            }
        }
    }

    static void measured(Turn turn, RolloutEvent.HealthMeasured event) {
        boolean isWanted = turn.policy().health().isPresent()
                && event.wave() >= 0
                && event.wave() < turn.waves().size()
                && turn.wave(event.wave()).stage() == Wave.Stage.OPEN;
        if (!isWanted) {
            return;
        }
        Wave.Verdict verdict = event.figures().verdict(turn.policy().health().get());
        boolean isNews =
                verdict == Wave.Verdict.INCONCLUSIVE && turn.wave(event.wave()).verdict() != Wave.Verdict.INCONCLUSIVE;
        turn.wave(event.wave(), wave -> wave.with(verdict));
        turn.touched().set(event.wave());
        if (isNews) {
            turn.announce(event.wave(), WaveNews.INCONCLUSIVE);
        }
    }

    /** When something is due next. */
    static void wake(Turn turn) {
        if (turn.policy().health().isEmpty() || !turn.state().isUnderWay()) {
            return;
        }
        for (Wave wave : turn.waves()) {
            if (wave.stage() == Wave.Stage.OPEN) {
                turn.wakeAt(wave.checkMillis());
            }
        }
    }

    private Checkups() {}
}
