package dev.sagfleet.controller.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.inventory.Transaction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change that throws leaves nothing behind, whatever it did until then. */
class ThrowingChangeTest extends StoreContract {
    private final RandomRows rows = new RandomRows(random(1));
    private final List<String> told = new CopyOnWriteArrayList<>();

    /** A step of a change. */
    private interface Step {
        void on(Transaction transaction);
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @Override
    void told(SerialNumber serial, EncodedCommand command) {
        told.add(serial + " " + command);
    }

    @BeforeEach
    void fill() {
        RandomGenerator random = random(2);
        Samples.save(store, transaction -> {
            for (int i = 0; i < 60; i++) {
                RandomChange change = RandomChange.draw(random);
                new RandomChange(change.steps(), false).makeIn(transaction);
            }
        });
        told.clear();
    }

    @Test
    void ofInstances() {
        assertUndone(it -> it.instances().save(rows.instance()));
        assertUndone(it -> RandomRows.IDS.forEach(id -> it.instances().addNew(List.of(rows.instance()))));
    }

    @Test
    void ofDevices() {
        assertUndone(it -> it.devices().save(rows.device()));
        assertUndone(it -> RandomRows.SERIALS.forEach(serial -> it.devices().addNew(List.of(rows.device()))));
        assertUndone(it -> RandomRows.SERIALS.forEach(serial -> it.devices().savePresence(rows.device())));
        assertUndone(it -> RandomRows.SERIALS.forEach(serial -> {
            for (long epoch = 0; epoch < 9; epoch++) {
                it.devices().dissociated(new SerialNumber(serial), epoch);
            }
        }));
        assertUndone(it -> RandomRows.SERIALS.forEach(serial -> it.devices().remove(new SerialNumber(serial), 900)));
    }

    @Test
    void ofAspects() {
        assertUndone(it -> it.aspects().save(rows.aspect()));
        assertUndone(it -> it.aspects().addNew(List.of(rows.aspect(), rows.aspect())));
        assertUndone(it -> RandomRows.SERIALS.forEach(serial -> {
            DeviceAspect answered = rows.aspect();
            it.aspects().answer(answered.serial(), answered.aspect(), answered.reported(), answered.refusal());
        }));
        assertUndone(it -> RandomRows.SERIALS.forEach(serial -> it.aspects().remove(new SerialNumber(serial))));
    }

    @Test
    void ofPlansRulesCcnsAndImages() {
        assertUndone(it -> it.plans().save(rows.plan()));
        assertUndone(it -> it.rules().save(rows.rule()));
        assertUndone(it -> it.ccns().save(rows.ccn()));
        assertUndone(it -> it.images().save(rows.image()));
        assertUndone(it -> it.jobs().save(rows.job()));
        assertUndone(it -> it.policies().save(rows.policy()));
    }

    @Test
    void ofOrdersTokensAndSettings() {
        assertUndone(it -> it.orders().save(rows.order()));
        assertUndone(it -> it.tokens().save(rows.token()));
        assertUndone(it -> RandomRows.TOKENS.forEach(it.tokens()::remove));
        assertUndone(it -> it.tokens().removeBefore(900));
        assertUndone(
                it -> it.settings().save(new Settings(!it.settings().current().versionCheck())));
    }

    @Test
    void ofEverything() {
        assertUndone(Transaction::removeAll);
        assertUndone(it -> {
            it.removeAll();
            it.devices().save(rows.device());
            it.instances().save(rows.instance());
            it.removeAll();
        });
    }

    @Test
    void numbersThatItTookAreGivenAgain() {
        long orders =
                Samples.await(store.write(transaction -> transaction.orders().nextNumber()));
        long plans =
                Samples.await(store.write(transaction -> transaction.plans().nextNumber()));
        long rules =
                Samples.await(store.write(transaction -> transaction.rules().nextNumber()));

        assertUndone(it -> {
            it.orders().nextNumber();
            it.orders().nextNumber();
            it.plans().nextNumber();
            it.rules().nextNumber();
        });

        Samples.assertWritten(
                        store,
                        transaction -> List.of(
                                transaction.orders().nextNumber(),
                                transaction.plans().nextNumber(),
                                transaction.rules().nextNumber()))
                .isEqualTo(List.of(orders + 1, plans + 1, rules + 1));
    }

    private void assertUndone(Step step) {
        List<String> before = WholeReading.of(store);
        var failure = new IllegalStateException("no");

        assertThatThrownBy(() -> Samples.save(store, transaction -> {
                    step.on(transaction);
                    throw failure;
                }))
                .hasCause(failure);

        assertThat(WholeReading.of(store)).containsExactlyElementsOf(before);
        assertThat(told).isEmpty();
    }
}
