package dev.sagfleet.simulator.world;

import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** What carries the connections of a simulated fleet. The protocol on it, and all that handles it, is the same. */
public enum Transport {
    /** A socket at either end, on the device port. */
    TCP {
        @Override
        void requireRoomFor(int devices) {
            HeapRoom.requireEnoughFor(devices);
            OpenFiles.requireEnoughFor(devices);
            LocalPorts.requireEnoughFor(devices, "Take --transport memory");
        }

        @Override
        SocketAddress open(Controller controller, ControllerConfig config) {
            return new InetSocketAddress(config.address(), controller.devicePort());
        }
    },

    /** The memory of this process, for fleets that are larger than the sockets it may have. */
    MEMORY {
        @Override
        void requireRoomFor(int devices) {
            HeapRoom.requireEnoughFor(devices);
        }

        @Override
        SocketAddress open(Controller controller, ControllerConfig config) throws IOException {
            return controller.openMemoryPort();
        }
    };

    /** @throws WorldException if so many devices are more than this machine allows */
    abstract void requireRoomFor(int devices);

    /** Where the controller lets the fleet in. */
    abstract SocketAddress open(Controller controller, ControllerConfig config) throws IOException;
}
