package dev.sagfleet.simulator.benchmark;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Optional;

/** What holds one end of the connections of devices, or both, in a process of its own. */
interface HeapEnd extends AutoCloseable {
    /** Where devices can connect; nothing if this is their end. */
    Optional<SocketAddress> address();

    /**
     * Takes in so many more devices.
     *
     * @param seed that they are drawn from, the same at both ends
     */
    void grow(int devices, long seed) throws IOException, InterruptedException;

    /** Leaves nothing behind on the disk. Its connections end with the process. */
    @Override
    void close();
}
