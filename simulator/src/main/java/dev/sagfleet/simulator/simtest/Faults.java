package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.memory.CommitConditions;
import dev.sagfleet.controller.memory.CommitConditions.Commit;
import dev.sagfleet.controller.memory.CommitConditions.Ending;
import dev.sagfleet.simulator.fault.FaultKind;
import dev.sagfleet.simulator.fault.FaultRates;
import dev.sagfleet.simulator.time.Seed;
import dev.sagfleet.simulator.virtual.VirtualFlash;
import dev.sagfleet.simulator.virtual.VirtualNetwork;
import java.time.Duration;
import java.util.List;

/** What goes wrong by itself at commits, writes and answers: drawn from the seed, and told to nobody but the story. */
final class Faults implements CommitConditions, VirtualFlash.Conditions {
    static final List<FirmwareVersion> FIRMWARE =
            List.of(FirmwareVersion.parse("2.3.9"), FirmwareVersion.parse("2.4.0"), FirmwareVersion.parse("2.10.0"));

    private static final Duration COMMIT = Duration.ofMillis(2);
    private static final long COMMIT_SLOW_NANOS = 3_000_000_000L;
    private static final long WRITE_NANOS = 5_000_000;
    private static final long WRITE_SLOW_NANOS = 5_000_000_000L;
    private static final long ANSWER_LATE_NANOS = 20_000_000_000L;

    private final Seed seed;
    private final FaultRates drawn;
    private FaultRates rates = FaultRates.NONE;
    private final Coverage coverage;
    private long commits;
    private long frames;
    private long hellos;

    Faults(SimOptions options, Coverage coverage) {
        seed = new Seed(options.seed()).at("simtest faults");
        drawn = options.faults();
        this.coverage = coverage;
    }

    /** From now on things go wrong. */
    void begin() {
        rates = drawn;
    }

    /** From now on nothing goes wrong. */
    void end() {
        rates = FaultRates.NONE;
    }

    boolean strikes(FaultKind kind, long occasion) {
        boolean strikes = rates.strikes(kind, seed, occasion);
        if (strikes) {
            coverage.count("fault", kind.label());
        }
        return strikes;
    }

    Seed seed() {
        return seed;
    }

    @Override
    public Commit next() {
        long commit = commits++;
        Duration delay = strikes(FaultKind.STORE_SLOW, commit)
                ? COMMIT.plusNanos(part(FaultKind.STORE_SLOW, commit, COMMIT_SLOW_NANOS))
                : COMMIT;
        if (strikes(FaultKind.STORE_FULL, commit)) {
            return new Commit(delay, Ending.OUT_OF_SPACE);
        }
        return new Commit(delay, strikes(FaultKind.STORE_FAILS, commit) ? Ending.FAILED : Ending.KEPT);
    }

    @Override
    public VirtualFlash.Outcome of(SerialNumber serial, long write) {
        long nanos = strikes(FaultKind.FLASH_SLOW, write)
                ? part(FaultKind.FLASH_SLOW, write, WRITE_SLOW_NANOS)
                : WRITE_NANOS;
        return new VirtualFlash.Outcome(nanos, !strikes(FaultKind.FLASH_FAILS, write));
    }

    /** Whether the next frame goes astray. */
    boolean strays(boolean isUplink) {
        return strikes(isUplink ? FaultKind.UPLINK_ASTRAY : FaultKind.DOWNLINK_ASTRAY, frames++);
    }

    /** Whether the connection breaks over which a Hello has just come. */
    boolean breaksAtHello() {
        return strikes(FaultKind.HELLO_BREAK, hellos++);
    }

    /** When a device sends its answer to a command. */
    List<Long> answers(long answer) {
        if (strikes(FaultKind.ANSWER_LOST, answer)) {
            return List.of();
        }
        if (strikes(FaultKind.ANSWER_LATE, answer)) {
            return List.of(part(FaultKind.ANSWER_LATE, answer, ANSWER_LATE_NANOS));
        }
        return strikes(FaultKind.ANSWER_TWICE, answer)
                ? List.of(0L, part(FaultKind.ANSWER_TWICE, answer, ANSWER_LATE_NANOS))
                : VirtualNetwork.AnswerDelays.ONCE;
    }

    /** Some part of a time, for one occasion. */
    long part(FaultKind kind, long occasion, long nanos) {
        return (long) (seed.at("size").fraction(kind.label(), occasion) * nanos);
    }
}
