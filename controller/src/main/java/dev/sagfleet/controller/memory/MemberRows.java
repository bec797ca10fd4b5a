package dev.sagfleet.controller.memory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.controller.rollout.Bond;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Phase;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Seat;
import dev.sagfleet.controller.rollout.Tries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Members by their places, 64 bytes each beside the serial number: a row is in one line of the cache. What they were offered
 * before takes 8 bytes more of each, in chunks of its own that are only there if it is known of somebody in them. Rows are in
 * chunks, so that growing copies none.
 */
final class MemberRows {
    /** No member, where a place is meant. */
    static final int NOBODY = -1;

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int WIDTH = 8;

    private static final int SINCE = 0;
    private static final int SPENT = 1;
    private static final int DUE = 2;
    private static final int QUEUED = 3;
    private static final int SITE = 4;
    private static final int KINDS = 5;
    private static final int CONDITION = 6;
    private static final int WORK = 7;

    private static final int ATTEMPT_MAX = (1 << 20) - 1;
    private static final long SHORT = 0xFFFF;
    private static final long INT = 0xFFFF_FFFFL;

    private static final MemberState[] STATES = MemberState.values();
    private static final Phase[] PHASES = Phase.values();
    private static final Bond[] BONDS = Bond.values();
    private static final UpdateCode[] CODES = UpdateCode.values();

    private final List<long[]> chunks = new ArrayList<>();
    private final List<@Nullable SerialNumber[]> serials = new ArrayList<>();
    private final List<long @Nullable []> offered = new ArrayList<>();
    private int size;

    int size() {
        return size;
    }

    void add() {
        if (size == chunks.size() * CHUNK) {
            chunks.add(new long[CHUNK * WIDTH]);
            serials.add(new SerialNumber[CHUNK]);
            offered.add(null);
        }
        size++;
        set(size - 1, QUEUED, PhaseClock.NEVER);
        setNext(size - 1, NOBODY);
    }

    void removeLast() {
        size--;
        serials.get(size >> CHUNK_BITS)[size & (CHUNK - 1)] = null;
    }

    SerialNumber serial(int place) {
        return requireNonNull(serials.get(place >> CHUNK_BITS)[place & (CHUNK - 1)]);
    }

    private long get(int place, int column) {
        return chunks.get(place >> CHUNK_BITS)[(place & (CHUNK - 1)) * WIDTH + column];
    }

    private void set(int place, int column, long value) {
        chunks.get(place >> CHUNK_BITS)[(place & (CHUNK - 1)) * WIDTH + column] = value;
    }

    long due(int place) {
        return get(place, DUE);
    }

    /** Under which time the member is in the queue of those that are due. */
    long queued(int place) {
        return get(place, QUEUED);
    }

    void setQueued(int place, long millis) {
        set(place, QUEUED, millis);
    }

    int site(int place) {
        return (int) (get(place, SITE) >>> 32);
    }

    /** The member behind this one, where several are in a row. */
    int next(int place) {
        return (int) get(place, SITE);
    }

    void setNext(int place, int other) {
        set(place, SITE, (get(place, SITE) & ~INT) | (other & INT));
    }

    int wave(int place) {
        return (int) (get(place, KINDS) & SHORT) - 1;
    }

    int zone(int place) {
        return (int) (get(place, KINDS) >>> 16 & SHORT);
    }

    Phase phase(int place) {
        return PHASES[(int) (get(place, CONDITION) >>> 4 & 15)];
    }

    MemberState state(int place) {
        return STATES[(int) (get(place, CONDITION) & 15)];
    }

    UpdateCode code(int place) {
        return CODES[(int) (get(place, CONDITION) >>> 12 & 255)];
    }

    /** By numbers that no row outlives. */
    @SuppressWarnings("EnumOrdinal")
    void write(Member member) {
        Seat seat = member.seat();
        int place = seat.place();
        serials.get(place >> CHUNK_BITS)[place & (CHUNK - 1)] = seat.serial();
        set(place, SINCE, member.clock().sinceMillis());
        set(place, SPENT, member.clock().spentMillis());
        set(place, DUE, member.clock().dueMillis());
        set(place, SITE, ((long) seat.site() << 32) | (next(place) & INT));
        set(
                place,
                KINDS,
                ((member.wave() + 1) & SHORT)
                        | ((seat.zone() & SHORT) << 16)
                        | ((seat.image() & SHORT) << 32)
                        | (((member.before() + 1) & SHORT) << 48));
        set(
                place,
                CONDITION,
                member.state().ordinal()
                        | (long) member.phase().ordinal() << 4
                        | (long) member.bond().ordinal() << 8
                        | (member.lifted() ? 1L : 0L) << 11
                        | (long) member.code().ordinal() << 12
                        | (long) member.tries().transport() << 20
                        | (long) member.tries().verify() << 28
                        | (long) member.tries().boot() << 36
                        | (long) Math.min(ATTEMPT_MAX, member.attempt()) << 44);
        set(place, WORK, seat.workSeconds());
        setOffered(place, member.offeredBefore());
    }

    /** All that a member is but for its serial number, which {@link #restore} makes of it again. */
    long[] copy(int place) {
        int first = (place & (CHUNK - 1)) * WIDTH;
        long[] row = Arrays.copyOfRange(chunks.get(place >> CHUNK_BITS), first, first + WIDTH + 1);
        row[WIDTH] = offered(place);
        return row;
    }

    /** Makes a member again what it was, but for the queues that it is in. */
    void restore(int place, long[] row) {
        long queued = queued(place);
        int next = next(place);
        System.arraycopy(row, 0, chunks.get(place >> CHUNK_BITS), (place & (CHUNK - 1)) * WIDTH, WIDTH);
        setQueued(place, queued);
        setNext(place, next);
        setOffered(place, row[WIDTH]);
    }

    private void setOffered(int place, long bytes) {
        long[] chunk = offered.get(place >> CHUNK_BITS);
        if (chunk == null && bytes != Member.UNKNOWN) {
            chunk = new long[CHUNK];
            Arrays.fill(chunk, Member.UNKNOWN);
            offered.set(place >> CHUNK_BITS, chunk);
        }
        if (chunk != null) {
            chunk[place & (CHUNK - 1)] = bytes;
        }
    }

    private long offered(int place) {
        long[] chunk = offered.get(place >> CHUNK_BITS);
        return chunk == null ? Member.UNKNOWN : chunk[place & (CHUNK - 1)];
    }

    Member read(int place) {
        long kinds = get(place, KINDS);
        long condition = get(place, CONDITION);
        return new Member(
                new Seat(serial(place), place, site(place), zone(place), (int) (kinds >>> 32 & SHORT), (int)
                        get(place, WORK)),
                wave(place),
                (int) (kinds >>> 48 & SHORT) - 1,
                offered(place),
                state(place),
                PHASES[(int) (condition >>> 4 & 15)],
                BONDS[(int) (condition >>> 8 & 7)],
                code(place),
                (int) (condition >>> 44),
                new Tries(
                        (int) (condition >>> 20 & 255), (int) (condition >>> 28 & 255), (int) (condition >>> 36 & 255)),
                (condition >>> 11 & 1) == 1,
                new PhaseClock(get(place, SINCE), get(place, SPENT), get(place, DUE)));
    }
}
