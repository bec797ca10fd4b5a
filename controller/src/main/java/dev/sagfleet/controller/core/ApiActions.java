package dev.sagfleet.controller.core;

import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Actions;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.IdempotentCommands;
import dev.sagfleet.controller.action.acceleration.AccelerationActions;
import dev.sagfleet.controller.action.device.DeviceActions;
import dev.sagfleet.controller.action.instance.InstanceActions;
import dev.sagfleet.controller.inventory.Store;
import java.util.List;
import java.util.stream.Stream;

/** The actions of a controller, of all resources. */
public final class ApiActions {
    /** What they are called and read, for whoever has no controller at hand. */
    public static List<Declaration> declarations() {
        return joined(Stream.of(
                InstanceActions.declarations(), DeviceActions.declarations(), AccelerationActions.declarations()));
    }

    static Actions of(
            Store store, Commands commands, IdempotentCommands idempotent, List<Action> ofDevices, Access access) {
        List<Action> all = joined(
                Stream.of(InstanceActions.all(store, commands), ofDevices, AccelerationActions.all(store, idempotent)));
        return new Actions(all, access);
    }

    private static <T> List<T> joined(Stream<List<T>> lists) {
        return lists.flatMap(List::stream).toList();
    }

    private ApiActions() {}
}
