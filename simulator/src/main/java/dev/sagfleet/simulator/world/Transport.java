package dev.sagfleet.simulator.world;

import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.counted.ImageService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.Optional;

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

        @Override
        Optional<ImageService> counted(Controller controller) {
            return Optional.empty();
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

        @Override
        Optional<ImageService> counted(Controller controller) {
            return Optional.of(new ImageService(controller.store(), controller.downloads(), InstantSource.system()));
        }
    };

    /** @throws WorldException if so many devices are more than this machine allows */
    abstract void requireRoomFor(int devices);

    /** Where the controller lets the fleet in. */
    abstract SocketAddress open(Controller controller, ControllerConfig config) throws IOException;

    /** Where the fleet has images from of which only the number of bytes travels; nothing if all bytes do. */
    abstract Optional<ImageService> counted(Controller controller);
}
