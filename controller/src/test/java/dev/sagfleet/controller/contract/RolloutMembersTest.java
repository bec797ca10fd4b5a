package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.assertRead;
import static dev.sagfleet.controller.contract.Samples.assertWritten;
import static dev.sagfleet.controller.contract.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.RolloutRepository;
import dev.sagfleet.controller.inventory.RolloutRepository.CauseCount;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.rollout.ListedMembers;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Members;
import dev.sagfleet.controller.rollout.PhaseClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Members as every store keeps them, beside a list in which each question is answered by a look at all. */
class RolloutMembersTest extends StoreContract {
    private static final String ID = "ro-1";
    private static final int CHANGES = 120;
    private static final int STEPS_MAX = 20;
    private static final int SIZE_MAX = 40;

    private static ListedMembers copyOf(ListedMembers members) {
        ListedMembers copy = new ListedMembers();
        members.slice(0, members.size()).forEach(copy::save);
        return copy;
    }

    @Test
    void whateverIsDoneToThemAndTakenBackTheyAreAsAListSays() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        ListedMembers kept = new ListedMembers();
        for (int change = 0; change < CHANGES; change++) {
            String name = "seed " + seed + ", change " + change;
            long ofChange = random.nextLong();
            ListedMembers expected = copyOf(kept);
            if (random.nextInt(3) == 0) {
                assertThatThrownBy(() -> await(store.write(transaction -> {
                            make(transaction, copyOf(expected), ofChange, name);
                            throw new IllegalStateException("taken back");
                        })))
                        .as(name)
                        .hasRootCauseMessage("taken back");
            } else {
                kept = await(store.write(transaction -> make(transaction, copyOf(expected), ofChange, name)));
            }
            if (random.nextInt(10) == 0) {
                reopen();
            }
            assertSame(kept, name);
        }
    }

    /** Some steps, each on both. It may be made more than once, as all changes. */
    private static ListedMembers make(Transaction transaction, ListedMembers expected, long seed, String name) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Members members = transaction.rollouts().members(ID);
        DrawnMembers drawn = new DrawnMembers(random);
        for (int step = random.nextInt(STEPS_MAX); step >= 0; step--) {
            if (expected.size() > SIZE_MAX || random.nextInt(12) == 0) {
                int most = random.nextInt(SIZE_MAX);
                members.removeLast(most);
                expected.removeLast(most);
            } else {
                Member member = drawn.of(expected);
                members.save(member);
                expected.save(member);
            }
            // Not each time: what was asked for may have been put in order by that.
            if (step == 0 || random.nextInt(4) == 0) {
                assertThat(answers(members)).as(name).isEqualTo(answers(expected));
            }
        }
        return expected;
    }

    private void assertSame(ListedMembers expected, String name) {
        assertWritten(store, transaction -> answers(transaction.rollouts().members(ID)))
                .as(name)
                .isEqualTo(answers(expected));
        assertRead(store, RolloutMembersTest::readings).as(name).isEqualTo(readings(expected));
    }

    /** What can be asked without a transaction. */
    private static List<Object> readings(Reading reading) {
        RolloutRepository rollouts = reading.rollouts();
        List<Object> readings =
                new ArrayList<>(List.of(rollouts.members(ID, 1, 5), rollouts.size(ID), rollouts.causes(ID)));
        for (SerialNumber serial : DrawnMembers.SERIALS) {
            readings.add(rollouts.member(ID, serial));
            readings.add(rollouts.of(serial));
        }
        return readings;
    }

    private static List<Object> readings(ListedMembers expected) {
        List<Object> readings = new ArrayList<>(List.of(expected.slice(1, 5), expected.size(), causes(expected)));
        for (SerialNumber serial : DrawnMembers.SERIALS) {
            Optional<Member> member = expected.find(serial);
            readings.add(member);
            readings.add(member.isPresent() ? List.of(ID) : List.of());
        }
        return readings;
    }

    /** Counted one by one. */
    private static List<CauseCount> causes(ListedMembers expected) {
        List<Member> failed = expected.slice(0, expected.size()).stream()
                .filter(member -> member.state() == MemberState.FAILED)
                .sorted(Comparator.comparing(Member::wave)
                        .thenComparing(member -> member.code().number()))
                .toList();
        return failed.stream()
                .map(member -> new CauseCount(member.wave(), member.code(), (int) failed.stream()
                        .filter(other -> other.wave() == member.wave() && other.code() == member.code())
                        .count()))
                .distinct()
                .toList();
    }

    /** What members say to all that can be asked. */
    private static String answers(Members members) {
        StringBuilder answers = new StringBuilder();
        for (int wave = 0; wave < DrawnMembers.KINDS; wave++) {
            for (int zone = 0; zone < DrawnMembers.KINDS; zone++) {
                answers.append(members.ready(wave, zone))
                        .append(members.nextReady(wave, zone))
                        .append('\n');
            }
        }
        for (int site = 0; site < DrawnMembers.KINDS; site++) {
            answers.append(members.working(site)).append(members.nextHeld(site)).append('\n');
        }
        answers.append(members.dueBy(2, 3))
                .append(members.dueBy(DrawnMembers.TIMES, 100))
                .append('\n');
        answers.append(members.nextDueMillis() == PhaseClock.NEVER ? "never" : members.nextDueMillis());
        answers.append(members.slice(2, 3)).append(members.size()).append('\n');
        DrawnMembers.SERIALS.forEach(
                serial -> answers.append(members.find(serial)).append('\n'));
        return answers.append(members.slice(0, 100)).toString();
    }
}
