package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

/**
 * How far one wave has come.
 *
 * @param begin the place of its first member, when it was dealt; {@link #LATE} if it was made later
 * @param end the place behind its last, likewise
 * @param barred members that cannot go on until a person changes something
 * @param accepted how many failures a person has accepted: it is judged as if those members were not there
 * @param isApproved whether a person has agreed to the next wave
 * @param openedMillis when it was opened; 0 before that
 * @param metMillis since when its success is certain; {@link PhaseClock#NEVER} while it is not
 * @param checkup what is known of its health
 */
public record Wave(
        int begin,
        int end,
        Stage stage,
        Hold hold,
        Counts counts,
        Barred barred,
        int accepted,
        boolean isApproved,
        long openedMillis,
        long metMillis,
        Checkup checkup) {
    /** Where a wave begins that was made after the start. */
    public static final int LATE = -1;

    /** How a wave stands. */
    public enum Stage {
        PLANNED,
        OPEN,
        /** The next one may open. It can be opened again, if what it achieved is taken back. */
        PASSED,
        /** It has no members that count, and was passed over. */
        EMPTY
    }

    /** What figures of health say. */
    public enum Verdict {
        UNKNOWN,
        WELL,
        INCONCLUSIVE,
        ILL
    }

    public Wave {
        requireNonNull(stage, "stage");
        requireNonNull(hold, "hold");
        requireNonNull(counts, "counts");
        requireNonNull(barred, "barred");
        requireNonNull(checkup, "checkup");
    }

    static Wave planned(int begin, int end) {
        return new Wave(
                begin,
                end,
                Stage.PLANNED,
                Hold.RESULTS,
                Counts.NONE,
                Barred.NONE,
                0,
                false,
                0,
                PhaseClock.NEVER,
                Checkup.NONE);
    }

    /** One for members that come later, or again. */
    static Wave late() {
        return planned(LATE, LATE);
    }

    boolean isLate() {
        return begin == LATE;
    }

    /** Whether the waves behind it may be open. */
    public boolean isBehind() {
        return stage == Stage.PASSED || stage == Stage.EMPTY;
    }

    /** Whether it has members of which nothing has become yet, and none of them can go on. */
    boolean isBarred() {
        return barred.all() > 0 && barred.all() == counts.open();
    }

    /** How many members have failed that nobody has accepted. */
    public int failures(Silence.CountsAs silent) {
        return Math.max(0, allFailures(silent) - accepted);
    }

    int allFailures(Silence.CountsAs silent) {
        return counts.failed() + (silent == Silence.CountsAs.FAILURE ? counts.silent() : 0);
    }

    /** How many members it is judged by. */
    public int size(Silence.CountsAs silent) {
        return counts.judged() - Math.min(accepted, allFailures(silent));
    }

    /** With some more, or fewer, that are as a member is. Failures that were accepted and are gone do not excuse others. */
    Wave plus(Member member, int more) {
        Counts other = counts.plus(member.state(), more);
        int stillAccepted = Math.min(accepted, other.failed() + other.silent());
        return new Wave(
                begin,
                end,
                stage,
                hold,
                other,
                member.phase() == Phase.BARRED ? barred.plus(member.code(), more) : barred,
                stillAccepted,
                isApproved,
                openedMillis,
                metMillis,
                checkup);
    }

    Wave with(Stage other) {
        return new Wave(
                begin, end, other, hold, counts, barred, accepted, isApproved, openedMillis, metMillis, checkup);
    }

    Wave with(Hold other) {
        return new Wave(
                begin, end, stage, other, counts, barred, accepted, isApproved, openedMillis, metMillis, checkup);
    }

    Wave opened(long nowMillis) {
        return new Wave(
                begin, end, Stage.OPEN, hold, counts, barred, accepted, isApproved, nowMillis, metMillis, checkup);
    }

    Wave metSince(long millis) {
        return new Wave(begin, end, stage, hold, counts, barred, accepted, isApproved, openedMillis, millis, checkup);
    }

    /** Open once more: a person must agree anew. */
    Wave reopened() {
        return new Wave(
                begin,
                end,
                Stage.OPEN,
                Hold.RESULTS,
                counts,
                barred,
                accepted,
                false,
                openedMillis,
                PhaseClock.NEVER,
                checkup);
    }

    Wave approved() {
        return new Wave(begin, end, stage, hold, counts, barred, accepted, true, openedMillis, metMillis, checkup);
    }

    /** With all failures so far accepted. */
    Wave accepting(Silence.CountsAs silent) {
        return new Wave(
                begin,
                end,
                stage,
                hold,
                counts,
                barred,
                allFailures(silent),
                isApproved,
                openedMillis,
                metMillis,
                checkup.accepted());
    }

    Wave with(Checkup other) {
        return new Wave(begin, end, stage, hold, counts, barred, accepted, isApproved, openedMillis, metMillis, other);
    }

    public Verdict verdict() {
        return checkup.verdict();
    }
}
