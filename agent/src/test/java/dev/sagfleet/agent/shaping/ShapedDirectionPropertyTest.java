package dev.sagfleet.agent.shaping;

import static dev.sagfleet.agent.shaping.VirtualLine.SEED;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Millions of random operations on a direction, also from within a flow that passes and with a clock that steps back. */
class ShapedDirectionPropertyTest {
    private static final int OPERATIONS = 10_000_000;
    private static final int FLOWS = 12;
    private static final int WAITING_BYTES_MAX = 400_000;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final ReleaseLedger all = new ReleaseLedger("instance", 0);
    private final ReleaseLedger accelerated = new ReleaseLedger("acceleration", 0);
    private final List<RandomFlow> flows = new ArrayList<>();
    private Rates rates = randomRates();
    private final TokenBuckets buckets = new TokenBuckets(2);
    private final ShapedDirection direction = new ShapedDirection(buckets, 0, rates, 0);

    /** What the direction is told, which may go back. */
    private long nowNanos;

    /** The latest that the buckets were told. */
    private long latestNanos;

    private boolean isForwarding = true;
    private long passes;
    private long delayedBytes;
    private long acceleratedDelayedBytes;
    private long operation;

    @Test
    void noBoundIsBrokenNoByteLostAndNoFlowForgotten() {
        note(rates);
        for (int i = 0; i < FLOWS; i++) {
            flows.add(new RandomFlow());
        }
        for (operation = 0; operation < OPERATIONS; operation++) {
            operate(random.nextInt(1_000));
            checkBytes();
            checkDue();
        }
        require(passes > OPERATIONS / 10, "too few passes to say anything: " + passes);
    }

    private void operate(int choice) {
        if (choice < 450) {
            flows.get(random.nextInt(FLOWS)).offer();
        } else if (choice < 700) {
            serveWhenDue();
        } else if (choice < 950) {
            moveTo(nowNanos + random.nextLong(1L << random.nextInt(1, 24)));
            direction.serve(nowNanos);
        } else if (choice < 960) {
            moveTo(nowNanos + random.nextLong(1L << random.nextInt(24, 34)));
        } else if (choice < 962) {
            moveTo(nowNanos - random.nextLong(10_000_000));
        } else if (choice < 970) {
            setForwarding();
        } else if (choice < 985) {
            replace(random.nextInt(FLOWS));
        } else {
            setRates();
        }
    }

    /** Something passes when it is due, or else once the instance can take what may be accelerated by then. */
    private void serveWhenDue() {
        moveTo(latestNanos);
        direction.serve(nowNanos);
        long passesBefore = passes;
        for (int serves = 0; passes == passesBefore && direction.dueAtNanos() != ShapedDirection.NEVER; serves++) {
            require(serves < 2, "served twice for nothing");
            require(direction.dueAtNanos() > nowNanos, "due in the past");
            moveTo(direction.dueAtNanos());
            direction.serve(nowNanos);
        }
    }

    private void moveTo(long toNanos) {
        nowNanos = toNanos;
        latestNanos = Math.max(latestNanos, nowNanos);
        // They see the time even where nothing waits.
        require(buckets.creditBytes(0, nowNanos) >= 0, "a credit below nothing");
    }

    private void setForwarding() {
        isForwarding = random.nextInt(4) > 0;
        direction.setForwarding(isForwarding, nowNanos);
    }

    private void replace(int index) {
        direction.leave(flows.get(index));
        require(flows.get(index).waitingBytes() == 0, "a flow that left still waits");
        flows.set(index, new RandomFlow());
    }

    private void setRates() {
        rates = randomRates();
        flows.forEach(flow -> flow.isAccelerable = random.nextBoolean());
        note(rates);
        direction.setRates(rates, nowNanos);
    }

    private Rates randomRates() {
        return new Rates(randomRate(), random.nextInt(4) > 0 ? Optional.of(randomRate()) : Optional.empty());
    }

    private Bandwidth randomRate() {
        return Bandwidth.ofKilobits(1 + random.nextLong(1L << random.nextInt(1, 21)));
    }

    private void note(Rates now) {
        long instance = now.instance().kilobitsPerSecond();
        long acceleration = now.acceleration().map(Bandwidth::kilobitsPerSecond).orElse(0L);
        all.set(instance, VirtualLine.burstBytes(instance), latestNanos);
        accelerated.set(acceleration, VirtualLine.burstBytes(acceleration), latestNanos);
    }

    private void checkBytes() {
        ByteCounts fast = direction.accelerated();
        ByteCounts slow = direction.other();
        require(fast.passedBytes() == accelerated.passedBytes(), "accelerated bytes do not add up");
        require(fast.passedBytes() + slow.passedBytes() == all.passedBytes(), "bytes do not add up");
        require(fast.delayedBytes() == acceleratedDelayedBytes, "delayed accelerated bytes do not add up");
        require(fast.delayedBytes() + slow.delayedBytes() == delayedBytes, "delayed bytes do not add up");
        for (RandomFlow flow : flows) {
            require(flow.offeredBytes - flow.passedBytes == flow.waitingBytes(), "bytes of a flow do not add up");
        }
    }

    private void checkDue() {
        boolean isWaiting = flows.stream().anyMatch(flow -> flow.waitingBytes() > 0);
        boolean isNever = direction.dueAtNanos() == ShapedDirection.NEVER;
        require(!(isWaiting && isForwarding && isNever), "what waits is never due");
        require(isForwarding || isNever, "what is not forwarded is due");
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise + " (operation " + operation + ", seed " + SEED + ')');
        }
    }

    private final class RandomFlow extends Flow {
        private boolean isAccelerable = random.nextBoolean();
        private long offeredBytes;
        private long passedBytes;
        private long waitingSinceNanos;

        RandomFlow() {
            direction.join();
        }

        void offer() {
            int quantum = direction.quantumBytes(this);
            int bytes = random.nextInt(8) == 0 ? quantum : 1 + random.nextInt(quantum);
            if (waitingBytes() == 0) {
                waitingSinceNanos = nowNanos;
            }
            if (waitingBytes() + bytes <= WAITING_BYTES_MAX) {
                offeredBytes += bytes;
                direction.offer(this, bytes, nowNanos);
            }
        }

        @Override
        protected boolean isAccelerable() {
            return isAccelerable;
        }

        @Override
        protected void pass(int bytes) {
            boolean isFast = isAccelerable && rates.acceleration().isPresent();
            boolean isDelayed = nowNanos - waitingSinceNanos > 0;
            passes++;
            passedBytes += bytes;
            all.pass(bytes, latestNanos);
            delayedBytes += isDelayed ? bytes : 0;
            if (isFast) {
                accelerated.pass(bytes, latestNanos);
                acceleratedDelayedBytes += isDelayed ? bytes : 0;
            }
            require(bytes > 0 && offeredBytes - passedBytes == waitingBytes(), "passed what was not offered");
            require(isForwarding, "passed what is not forwarded");
            amid();
        }

        private void amid() {
            int choice = random.nextInt(1_000);
            if (choice < 500) {
                offer();
            } else if (choice < 520) {
                flows.get(random.nextInt(FLOWS)).offer();
            } else if (choice < 530) {
                replace(random.nextInt(FLOWS));
            } else if (choice < 532) {
                setForwarding();
            } else if (choice < 534) {
                setRates();
            }
        }
    }
}
