package dev.sagfleet.simulator.flow;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The oracle: flows whose rates are found anew, by filling all of them with water, for each microsecond in which anything
 * changes. Everything that it counts is a whole number of millionths of a bit.
 */
final class WaterFilling {
    private static final BigInteger PER_BYTE = BigInteger.valueOf(8_000_000);

    private final long bitsPerSecond;
    private final List<Pool> pools = new ArrayList<>();
    private long nowMicros;

    static final class Pool {
        private BigInteger left;
        private long cap;
        private long rate;

        private Pool(long bytes, long cap) {
            left = BigInteger.valueOf(bytes).multiply(PER_BYTE);
            this.cap = cap;
        }

        long rate() {
            return rate;
        }

        long bytesLeft() {
            return left.add(PER_BYTE).subtract(BigInteger.ONE).divide(PER_BYTE).longValueExact();
        }

        private BigInteger microsLeft() {
            BigInteger divisor = BigInteger.valueOf(rate);
            return left.add(divisor).subtract(BigInteger.ONE).divide(divisor);
        }
    }

    WaterFilling(long bitsPerSecond) {
        this.bitsPerSecond = bitsPerSecond;
    }

    Pool start(long bytes, long cap) {
        var pool = new Pool(bytes, cap);
        pools.add(pool);
        fill();
        return pool;
    }

    void setCap(Pool pool, long cap) {
        pool.cap = cap;
        fill();
    }

    void end(Pool pool) {
        pools.remove(pool);
        pool.rate = 0;
        fill();
    }

    /** Lets time pass up to then, or to where the first flow is over if that is before. */
    long advance(long toMicros) {
        BigInteger most = BigInteger.valueOf(toMicros - nowMicros);
        for (Pool pool : pools) {
            most = most.min(pool.microsLeft());
        }
        for (Pool pool : pools) {
            pool.left = pool.left
                    .subtract(most.multiply(BigInteger.valueOf(pool.rate)))
                    .max(BigInteger.ZERO);
        }
        nowMicros += most.longValueExact();
        return nowMicros;
    }

    List<Pool> over() {
        return pools.stream().filter(pool -> pool.left.signum() == 0).toList();
    }

    private void fill() {
        List<Pool> dry = new ArrayList<>(pools);
        dry.sort(Comparator.comparingLong(pool -> pool.cap));
        BigInteger room = BigInteger.valueOf(bitsPerSecond);
        for (int i = 0; i < dry.size(); i++) {
            BigInteger share = room.divide(BigInteger.valueOf(dry.size() - i));
            Pool pool = dry.get(i);
            if (BigInteger.valueOf(pool.cap).compareTo(share) > 0) {
                long level = Math.max(1, share.longValueExact());
                dry.subList(i, dry.size()).forEach(other -> other.rate = level);
                return;
            }
            pool.rate = pool.cap;
            room = room.subtract(BigInteger.valueOf(pool.cap));
        }
    }
}
