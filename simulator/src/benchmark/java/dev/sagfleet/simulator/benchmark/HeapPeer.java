package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.simulator.world.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process whose heap is measured. It does what each line of its input says and answers with a line:
 * {@code grow COUNT SEED} with {@code done}, {@code measure} with the bytes in use after a collection.
 */
public final class HeapPeer {
    private static final int COLLECTIONS = 3;

    /**
     * Begins with a line that has the port, or 0.
     *
     * @param arguments {@code bare} or {@code ours}; {@code server}, {@code devices} or {@code memory}; for
     *     devices the port of the server, else the telemetry interval in milliseconds
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean bare = arguments[0].equals("bare");
        int number = Integer.parseInt(arguments[2]);
        List<HeapEnd> ends = new ArrayList<>();
        switch (arguments[1]) {
            case "server" -> ends.add(server(bare, Transport.TCP, number));
            case "devices" -> ends.add(devices(bare, loopback(number)));
            default -> {
                ends.add(server(bare, Transport.MEMORY, number));
                ends.add(devices(bare, ends.get(0).address().orElseThrow()));
            }
        }
        System.out.println(port(ends.get(0)));
        serve(ends);
        ends.forEach(HeapEnd::close);
        // To part with hundreds of thousands of connections one by one would take longer than to measure them.
        Runtime.getRuntime().halt(0);
    }

    private static void serve(List<HeapEnd> ends) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("measure")) {
                System.out.println(heapBytes());
            } else {
                String[] words = line.split(" ", -1);
                for (HeapEnd end : ends) {
                    end.grow(Integer.parseInt(words[1]), Long.parseLong(words[2]));
                }
                System.out.println("done");
            }
        }
    }

    private static HeapEnd server(boolean bare, Transport transport, int telemetryMillis) throws IOException {
        return bare
                ? BareEnds.server(CommandBenchmark.anAddress(transport))
                : new ControllerEnd(transport, Duration.ofMillis(telemetryMillis));
    }

    private static HeapEnd devices(boolean bare, SocketAddress server) {
        return bare ? new BareEnds.Devices(new BareDevices(server)) : new FleetEnd(server);
    }

    private static SocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static int port(HeapEnd end) {
        return end.address().orElse(loopback(0)) instanceof InetSocketAddress socket ? socket.getPort() : 0;
    }

    private static long heapBytes() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private HeapPeer() {}
}
