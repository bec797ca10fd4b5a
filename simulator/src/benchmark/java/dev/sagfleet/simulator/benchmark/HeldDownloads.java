package dev.sagfleet.simulator.benchmark;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What downloads hold whose clients read nothing but the first byte: heap and direct memory, that of the clients too. */
final class HeldDownloads {
    private static final int COLLECTIONS = 3;
    private static final int RECEIVE_BYTES = 4 * 1024;

    /** Until all that goes into the buffers of the system has gone there. */
    private static final long SETTLE_MILLIS = 500;

    /** Begins as many downloads as there are requests, and returns the bytes that each takes in this process. */
    static double bytesEach(InetSocketAddress server, List<byte[]> requests) throws IOException, InterruptedException {
        List<SocketChannel> clients = new ArrayList<>();
        try {
            long before = heldBytes();
            for (byte[] request : requests) {
                clients.add(begun(server, request));
            }
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            return (heldBytes() - before) / (double) requests.size();
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    private static SocketChannel begun(InetSocketAddress server, byte[] request) throws IOException {
        SocketChannel client = SocketChannel.open();
        client.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
        client.connect(server);
        client.write(ByteBuffer.wrap(request));
        if (client.read(ByteBuffer.allocate(1)) != 1) {
            throw new BenchmarkException("a download was not begun");
        }
        return client;
    }

    private static long heldBytes() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return heap
                + ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                        .metric()
                        .usedDirectMemory();
    }

    private HeldDownloads() {}
}
