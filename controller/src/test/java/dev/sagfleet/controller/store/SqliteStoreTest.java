package dev.sagfleet.controller.store;

import static dev.sagfleet.controller.contract.Samples.assertRead;
import static dev.sagfleet.controller.contract.Samples.await;
import static dev.sagfleet.controller.contract.Samples.box;
import static dev.sagfleet.controller.contract.Samples.device;
import static dev.sagfleet.controller.contract.Samples.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.controller.inventory.StoreException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
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
    void aClosedStoreRefusesToReadAndToWriteAndLeavesTheFileToTheNext() {
        SqliteStore closed = store;
        closed.close();
        open(directory);

        closed.close();

        assertThatThrownBy(() ->
                        save(closed, transaction -> transaction.instances().save(box("sag-1"))))
                .cause()
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.CLOSED));
        assertThatThrownBy(() -> await(closed.read(reading -> reading.devices().count())))
                .cause()
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.CLOSED));
        assertThatThrownBy(() -> SqliteStore.open(directory.resolve("controller.db"), (serial, command) -> {}))
                .hasMessageContaining("in use");
        assertRead(store, reading -> reading.devices().count()).isEqualTo(0L);
    }
}
