package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.Fleet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A controller and its fleet that a story is played on: over sockets, or on virtual time. */
interface Stage extends AutoCloseable {
    Blueprint blueprint();

    Store store();

    Commands commands();

    Fleet fleet();

    /** What the devices have saved into their flash so far. */
    SavedStates saved();

    /**
     * Makes one call of the OpenAPI.
     *
     * @return the code of the error; empty if there was none
     */
    String call(String action, Map<String, String> parameters);

    /** Has the controller make an image. */
    void build(FirmwareVersion version, long bytes, List<DeviceModel> models);

    /** The rules by which it orders devices to install one. */
    Upgrades upgrades();

    /** Its wall clock, in milliseconds since 1970. */
    long nowMillis();

    /** Stops the controller and starts another one on what it has left; the devices stay on. */
    void restartController();

    /** Lets time pass until nothing is missing any more. */
    void await(Supplier<List<String>> missing);

    /** Lets time pass until a stage is over. */
    <T> T finish(CompletionStage<T> stage);

    @Override
    void close();
}
