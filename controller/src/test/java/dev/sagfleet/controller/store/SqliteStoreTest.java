package dev.sagfleet.controller.store;

import static dev.sagfleet.controller.store.Samples.app;
import static dev.sagfleet.controller.store.Samples.assertRead;
import static dev.sagfleet.controller.store.Samples.assertWritten;
import static dev.sagfleet.controller.store.Samples.await;
import static dev.sagfleet.controller.store.Samples.bandwidth;
import static dev.sagfleet.controller.store.Samples.box;
import static dev.sagfleet.controller.store.Samples.device;
import static dev.sagfleet.controller.store.Samples.online;
import static dev.sagfleet.controller.store.Samples.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.inventory.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
    private static final SerialNumber SERIAL = new SerialNumber("sag1");

    private Path directory;

    private SqliteStore store;

    @BeforeEach
    void open(@TempDir Path temporary) {
        directory = temporary;
        store = SqliteStore.open(directory.resolve("controller.db"), (serial, command) -> {});
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void devicesOfAPairComeWithTheActiveOneFirst() {
        save(store, transaction -> {
            transaction.devices().save(device("sag-a", "sag-1").withRole(HaRole.STANDBY));
            transaction.devices().save(device("sag-b", "sag-1"));
            transaction.devices().save(device("sag-c", "sag-2"));
        });

        assertRead(store, reading -> reading.devices().of("sag-1").stream()
                        .map(device -> device.serial().text())
                        .toList())
                .isEqualTo(List.of("sag-b", "sag-a"));
    }

    @Test
    void devicesAreCountedOnceHoweverOftenTheyAreSaved() {
        assertRead(store, reading -> reading.devices().count()).isEqualTo(0L);

        save(store, transaction -> {
            transaction.devices().save(device("sag1", "sag-1"));
            transaction.devices().save(device("sag2", "sag-1"));
            transaction.devices().save(device("sag1", "sag-1"));
        });

        assertRead(store, reading -> reading.devices().count()).isEqualTo(2L);
    }

    @Test
    void devicesThatAnEarlierRunSawOnlineAreFound() {
        save(store, transaction -> {
            transaction.devices().save(device("old", "sag-1").withPresence(online("2.4.0", 1)));
            transaction.devices().save(device("new", "sag-2").withPresence(online("2.4.0", 2)));
            transaction
                    .devices()
                    .save(device("gone", "sag-2")
                            .withPresence(online("2.4.0", 1).offline()));
        });

        assertWritten(store, transaction -> transaction.devices().onlineSinceBefore(2))
                .isEqualTo(List.of(new SerialNumber("old")));
        assertRead(store, reading -> reading.devices().anyOnline("sag-2")).isEqualTo(true);
        assertRead(store, reading -> reading.devices().anyOnline("sag-3")).isEqualTo(false);
    }

    @Test
    void orderNumbersAndRunsAreNeverGivenTwice() {
        assertWritten(store, transaction -> transaction.orders().nextNumber()).isEqualTo(1L);
        assertThat(await(store.startIncarnation())).isEqualTo(1);

        close();
        open(directory);

        assertWritten(store, transaction -> transaction.orders().nextNumber()).isEqualTo(2L);
        assertThat(await(store.startIncarnation())).isEqualTo(2);
    }

    @Test
    void reopeningKeepsEverything() {
        save(store, transaction -> {
            transaction.instances().save(box("sag-1"));
            transaction.instances().save(app("sag-2"));
            transaction.devices().save(device("sag1", "sag-1"));
            transaction.aspects().save(bandwidth("sag1", 3));
            transaction.settings().save(new Settings(false));
        });

        close();
        open(directory);

        assertRead(store, reading -> reading.instances()
                        .find(InstanceQuery.all(10))
                        .items())
                .isEqualTo(List.of(box("sag-1"), app("sag-2")));
        assertRead(store, reading -> reading.aspects().of(SERIAL)).isEqualTo(List.of(bandwidth("sag1", 3)));
        assertRead(store, reading -> reading.devices().count()).isEqualTo(1L);
        assertRead(store, reading -> reading.settings().current()).isEqualTo(new Settings(false));
    }

    @Test
    void aReadingKeepsSeeingTheMomentItBeganIn() {
        save(store, transaction -> transaction.devices().save(device("sag1", "sag-1")));

        List<Long> counts = await(store.read(reading -> {
            long before = reading.devices().count();
            save(store, transaction -> transaction.devices().save(device("sag2", "sag-1")));
            return List.of(before, reading.devices().count(), (long)
                    reading.devices().of("sag-1").size());
        }));

        assertThat(counts).containsExactly(1L, 1L, 1L);
        assertRead(store, reading -> reading.devices().count()).isEqualTo(2L);
    }

    @Test
    void aChangeSeesItsOwnWrites() {
        Optional<Instance> seen = await(store.write(transaction -> {
            transaction.instances().save(box("sag-1"));
            return transaction.instances().find("sag-1");
        }));

        assertThat(seen).contains(box("sag-1"));
    }

    @Test
    void aClosedStoreRefusesToReadAndToWriteAndLeavesTheFileToTheNext() {
        SqliteStore closed = store;
        closed.close();
        open(directory);

        closed.close();

        assertThatThrownBy(() ->
                        save(closed, transaction -> transaction.instances().save(box("sag-1"))))
                .cause()
                .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.reason())
                        .isEqualTo(StoreException.Reason.CLOSED));
        assertThatThrownBy(() -> await(closed.read(reading -> reading.devices().count())))
                .cause()
                .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.reason())
                        .isEqualTo(StoreException.Reason.CLOSED));
        assertThatThrownBy(() -> SqliteStore.open(directory.resolve("controller.db"), (serial, command) -> {}))
                .hasMessageContaining("in use");
        assertRead(store, reading -> reading.devices().count()).isEqualTo(0L);
    }
}
