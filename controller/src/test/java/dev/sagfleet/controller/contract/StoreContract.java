package dev.sagfleet.controller.contract;

import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every store: all tests of a class run on each kind, each of them on an empty store of its own. */
@ParameterizedClass
@EnumSource(TestedStore.Kind.class)
abstract class StoreContract {
    /** The one that is open. */
    Store store;

    @Parameter
    private TestedStore.Kind kind;

    private TestedStore tested;

    @BeforeEach
    void open(@TempDir Path directory) {
        tested = new TestedStore(kind, directory, this::told);
        store = tested.store();
    }

    @AfterEach
    void close() {
        tested.close();
    }

    /** Is told what a device should be from now on, on a thread of the store. */
    void told(SerialNumber serial, EncodedCommand command) {}

    /** Has another store take the place of this one, on what this one has kept. */
    void reopen() {
        tested.reopen();
        store = tested.store();
    }
}
