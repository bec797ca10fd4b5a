package dev.sagfleet.simulator.rehearsal;

/** The waves of a rollout as few groups: the first few each by itself, all that come behind them together. */
public final class WaveGroups {
    /** The most groups. */
    public static final int COUNT = 6;

    /** The group of a wave; both count from 0. */
    public static int of(int wave) {
        return Math.min(wave, COUNT - 1);
    }

    private WaveGroups() {}
}
