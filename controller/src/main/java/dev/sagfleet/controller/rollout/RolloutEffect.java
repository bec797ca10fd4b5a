package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;

/** Something that a rollout asks its handler to do, in the order they come. */
public sealed interface RolloutEffect {
    void runOn(Handler handler);

    /** What a rollout can ask for: one method per effect. */
    interface Handler {
        /**
         * Orders a device to install an image. One that has an order for it already keeps that, and what it says of it is
         * said of this attempt.
         *
         * @param attempt named in all that is {@linkplain RolloutEvent.Reported reported} of it
         * @param closesMillis when its window closes; {@link PhaseClock#NEVER} if it does not
         * @param forced whether it may be an image from which the device fell back before
         */
        void offer(SerialNumber serial, Digest image, int attempt, long closesMillis, boolean forced);

        /** Asks a device to leave an attempt, if it has not begun writing. */
        void recall(SerialNumber serial, int attempt);

        /** Tells another rollout {@link RolloutEvent.Superseded}. */
        void supersede(String rollout, SerialNumber serial);

        /** Writes a line into the audit log, and tells of it. */
        void enter(Transition transition);

        /** Tells of a wave. */
        void announce(int wave, WaveNews news, int members);

        /** Measures the health of a wave, and then says {@link RolloutEvent.HealthMeasured}. */
        void measureHealth(int wave, long sinceMillis);

        /** Makes a rollout of what devices ran before: of a wave, or of all. */
        void rollBack(Rollback.Scope scope, int wave);

        /** Finds the members, and then says {@link RolloutEvent.Dealt}. */
        void deal();

        /** Nothing of the rollout claims a device any more. */
        void release();

        /** Tells a person why not. */
        void refuse(Refusal refusal, String detail);
    }

    record Offer(SerialNumber serial, Digest image, int attempt, long closesMillis, boolean forced)
            implements RolloutEffect {
        @Override
        public void runOn(Handler handler) {
            handler.offer(serial, image, attempt, closesMillis, forced);
        }
    }

    record Recall(SerialNumber serial, int attempt) implements RolloutEffect {
        @Override
        public void runOn(Handler handler) {
            handler.recall(serial, attempt);
        }
    }

    record Supersede(String rollout, SerialNumber serial) implements RolloutEffect {
        @Override
        public void runOn(Handler handler) {
            handler.supersede(rollout, serial);
        }
    }

    record Enter(Transition transition) implements RolloutEffect {
        @Override
        public void runOn(Handler handler) {
            handler.enter(transition);
        }
    }

    /**
     * There is news of a wave.
     *
     * @param members that it is about; 0 if it is about the wave as a whole
     */
    record Announce(int wave, WaveNews news, int members) implements RolloutEffect {
        /** News of a wave as a whole. */
        Announce(int wave, WaveNews news) {
            this(wave, news, 0);
        }

        @Override
        public void runOn(Handler handler) {
            handler.announce(wave, news, members);
        }
    }

    record MeasureHealth(int wave, long sinceMillis) implements RolloutEffect {
        @Override
        public void runOn(Handler handler) {
            handler.measureHealth(wave, sinceMillis);
        }
    }

    record RollBack(Rollback.Scope scope, int wave) implements RolloutEffect {
        @Override
        public void runOn(Handler handler) {
            handler.rollBack(scope, wave);
        }
    }

    record Deal() implements RolloutEffect {
        @Override
        public void runOn(Handler handler) {
            handler.deal();
        }
    }

    record Release() implements RolloutEffect {
        @Override
        public void runOn(Handler handler) {
            handler.release();
        }
    }

    record Refuse(Refusal refusal, String detail) implements RolloutEffect {
        @Override
        public void runOn(Handler handler) {
            handler.refuse(refusal, detail);
        }
    }
}
