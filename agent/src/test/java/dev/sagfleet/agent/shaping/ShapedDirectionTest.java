package dev.sagfleet.agent.shaping;

import static dev.sagfleet.agent.shaping.VirtualLine.MILLI_NANOS;
import static dev.sagfleet.agent.shaping.VirtualLine.SECOND_NANOS;
import static dev.sagfleet.agent.shaping.VirtualLine.kilobits;
import static dev.sagfleet.agent.shaping.VirtualLine.megabits;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What flows may do while they wait and while they pass. A quantum at 20 Mbit/s is 6,250 bytes and 2.5 ms. */
class ShapedDirectionTest {
    private static final int QUANTUM = 6_250;

    private final ShapedDirection direction = new ShapedDirection(new TokenBuckets(2), 0, kilobits(20_000, 20_000), 0);
    private final List<ScriptedFlow> passed = new ArrayList<>();

    @Test
    void aFlowThatLeavesWhileItWaitsIsPassedOver() {
        ScriptedFlow first = new ScriptedFlow(false);
        ScriptedFlow leaving = new ScriptedFlow(false);
        ScriptedFlow last = new ScriptedFlow(false);
        List.of(first, leaving, last).forEach(flow -> direction.offer(flow, QUANTUM, 0));

        direction.leave(leaving);
        direction.serve(5 * MILLI_NANOS / 2);

        assertThat(passed).containsExactly(first, last);
        assertThat(direction.dueAtNanos()).isEqualTo(ShapedDirection.NEVER);
    }

    @Test
    void aFlowThatHasLeftIsNotKept() {
        direction.setForwarding(false, 0);
        direction.offer(new ScriptedFlow(false), QUANTUM, 0);
        ScriptedFlow leaving = new ScriptedFlow(false);
        direction.offer(leaving, QUANTUM, 0);

        direction.leave(leaving);

        assertThat(leaving.isQueued).isFalse();
    }

    @Test
    void whatWaitsWasOfferedAndIsDroppedWithItsConnection() {
        ScriptedFlow leaving = new ScriptedFlow(false);
        direction.setForwarding(false, 0);
        direction.offer(leaving, QUANTUM, 0);
        assertThat(direction.other()).isEqualTo(new ByteCounts(QUANTUM, 0, 0, 0));

        direction.leave(leaving);

        assertThat(direction.other()).isEqualTo(new ByteCounts(QUANTUM, 0, QUANTUM, 0));
    }

    @Test
    void nothingIsDueOnceTheLastFlowsOfBothClassesHaveLeft() {
        ScriptedFlow other = new ScriptedFlow(false);
        ScriptedFlow accelerated = new ScriptedFlow(true);
        for (ScriptedFlow flow : List.of(other, accelerated)) {
            direction.offer(flow, QUANTUM, 0);
            direction.offer(flow, QUANTUM, 0);
        }

        direction.leave(other);
        direction.leave(accelerated);
        direction.serve(SECOND_NANOS);

        assertThat(passed).containsExactly(other);
        assertThat(direction.dueAtNanos()).isEqualTo(ShapedDirection.NEVER);
        assertThat(direction.other().passedBytes()).isEqualTo(QUANTUM);
        assertThat(direction.accelerated().passedBytes()).isZero();
    }

    @Test
    void aFlowMayLeaveWhileItPasses() {
        ScriptedFlow leaving = new ScriptedFlow(false);
        ScriptedFlow staying = new ScriptedFlow(false);
        leaving.whenPassed = () -> direction.leave(leaving);
        direction.setForwarding(false, 0);
        direction.offer(leaving, 2 * QUANTUM, 0);
        direction.offer(staying, QUANTUM, 0);

        direction.setForwarding(true, 0);
        direction.serve(SECOND_NANOS);

        assertThat(passed).containsExactly(leaving, staying);
        assertThat(leaving.waitingBytes()).isZero();
    }

    @Test
    void aFlowMayOfferWhileItPassesAndWaitsForItsNextTurn() {
        ScriptedFlow offering = new ScriptedFlow(false);
        ScriptedFlow waiting = new ScriptedFlow(false);
        offering.whenPassed = () -> direction.offer(offering, QUANTUM, 0);
        direction.setForwarding(false, 0);
        direction.offer(offering, QUANTUM, 0);
        direction.offer(waiting, QUANTUM, 0);

        direction.setForwarding(true, 0);
        direction.serve(5 * MILLI_NANOS);

        assertThat(passed).startsWith(offering, waiting, offering);
    }

    @Test
    void ratesMayChangeWhileAFlowPasses() {
        ScriptedFlow first = new ScriptedFlow(true);
        ScriptedFlow second = new ScriptedFlow(true);
        first.whenPassed = () -> direction.setRates(megabits(50), 0);
        direction.offer(first, QUANTUM, 0);
        direction.offer(second, QUANTUM, 0);

        direction.serve(SECOND_NANOS);

        assertThat(passed).containsExactly(first, second);
        assertThat(direction.accelerated().passedBytes()).isEqualTo(QUANTUM);
        assertThat(direction.other().passedBytes()).isEqualTo(QUANTUM);
    }

    @Test
    void bytesCountAsDelayedFromTheFirstOfThemOn() {
        ScriptedFlow flow = new ScriptedFlow(false);
        direction.offer(flow, QUANTUM, 0);
        direction.offer(flow, 1_000, 0);
        assertThat(direction.other().delayedBytes()).isZero();

        direction.offer(flow, 100, MILLI_NANOS);

        assertThat(direction.other().passedBytes()).isEqualTo(QUANTUM + 1_100);
        assertThat(direction.other().delayedBytes()).isEqualTo(1_100);
    }

    @Test
    void nothingIsDueUntilItIsForwarded() {
        ScriptedFlow flow = new ScriptedFlow(false);
        direction.setForwarding(false, 0);
        direction.offer(flow, QUANTUM, 0);
        direction.serve(SECOND_NANOS);
        assertThat(direction.dueAtNanos()).isEqualTo(ShapedDirection.NEVER);

        direction.setForwarding(true, SECOND_NANOS);

        assertThat(passed).containsExactly(flow);
    }

    @Test
    void manyFlowsReadLessAtATimeButNotLessThanAFrame() {
        direction.setRates(megabits(10_000), 0);
        ScriptedFlow flow = new ScriptedFlow(false);
        assertThat(direction.quantumBytes(flow)).isEqualTo(128 * 1024);

        joinFlows(9_999);
        assertThat(direction.quantumBytes(flow)).isEqualTo(32 * 1024 * 1024 / 10_000);

        joinFlows(90_000);
        assertThat(direction.quantumBytes(flow)).isEqualTo(1_514);
    }

    @Test
    void aStandbyPassesWhatTheDeviceFetchesForItselfAlone() {
        ScriptedFlow carried = new ScriptedFlow(false);
        Flow own = new Flow() {
            @Override
            protected boolean isAccelerable() {
                return false;
            }

            @Override
            protected boolean isOwn() {
                return true;
            }

            @Override
            protected void pass(int bytes) {}
        };
        direction.setForwarding(false, 0);

        direction.offer(carried, QUANTUM, 0);
        direction.offer(own, 2 * QUANTUM, 0);
        assertThat(own.waitingBytes()).isEqualTo(QUANTUM);
        direction.serve(direction.dueAtNanos());

        assertThat(own.waitingBytes()).isZero();
        assertThat(passed).isEmpty();
        assertThat(direction.dueAtNanos()).isEqualTo(ShapedDirection.NEVER);
        direction.setForwarding(true, SECOND_NANOS);
        assertThat(passed).containsExactly(carried);
    }

    /** Each question to a flow is a step: what is done for it asks for its class. */
    @Test
    void aQuantumTakesAsFewStepsAmongTenThousandFlowsAsAmongTen() {
        assertThat(questionsPerPass(10)).isLessThanOrEqualTo(8);
        assertThat(questionsPerPass(10_000)).isLessThanOrEqualTo(8);
    }

    private void joinFlows(int flows) {
        for (int i = 0; i < flows; i++) {
            direction.join();
        }
    }

    private static long questionsPerPass(int flows) {
        VirtualLine line = VirtualLine.late(megabits(500));
        long[] questions = {0};
        for (int i = 0; i < flows; i++) {
            Flow flow = new Flow() {
                @Override
                protected boolean isAccelerable() {
                    questions[0]++;
                    return true;
                }

                @Override
                protected void pass(int bytes) {
                    line.passed(bytes, true);
                    line.offer(this, bytes);
                }
            };
            line.direction.join();
            line.offer(flow, 3_000);
        }
        line.setRates(kilobits(500_000, 500_000));

        questions[0] = 0;
        long before = line.passes();
        line.run(SECOND_NANOS);

        assertThat(line.passes() - before).isGreaterThan(10_000);
        return questions[0] / (line.passes() - before);
    }

    private final class ScriptedFlow extends Flow {
        private final boolean isAccelerable;
        private Runnable whenPassed = () -> {};

        ScriptedFlow(boolean isAccelerable) {
            this.isAccelerable = isAccelerable;
            direction.join();
        }

        @Override
        protected boolean isAccelerable() {
            return isAccelerable;
        }

        @Override
        protected void pass(int bytes) {
            passed.add(this);
            whenPassed.run();
        }
    }
}
