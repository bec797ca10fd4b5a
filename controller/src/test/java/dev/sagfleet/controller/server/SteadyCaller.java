package dev.sagfleet.controller.server;

import static dev.sagfleet.controller.server.RunningController.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Calls the API while something else goes on: it reads and changes something in turn, each on a connection anew. */
final class SteadyCaller {
    private static final int WARM_UP = 20;

    private static final String CHANGE = "RegionId=cn-shanghai&SmartAGId=sag-test0&AutoPay=true";

    private final int apiPort;
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Void> calls = new CompletableFuture<>();
    private volatile boolean isOver;

    private SteadyCaller(int apiPort) {
        this.apiPort = apiPort;
    }

    /** Makes some calls first, which a process that has just started answers more slowly. */
    static SteadyCaller start(int apiPort) throws IOException {
        SteadyCaller caller = new SteadyCaller(apiPort);
        for (int i = 0; i < WARM_UP; i++) {
            caller.call(i);
        }
        caller.nanos.clear();
        return caller;
    }

    /** From now on the calls count. */
    void begin() {
        new Thread(
                        () -> {
                            try {
                                for (int i = WARM_UP; !isOver; i++) {
                                    call(i);
                                }
                                calls.complete(null);
                            } catch (IOException | AssertionError e) {
                                calls.completeExceptionally(e);
                            }
                        },
                        "steady caller")
                .start();
    }

    /** Every fourth one lowers a bandwidth, and every fourth one raises it again; the device is away, so nobody waits. */
    private void call(int number) throws IOException {
        long beganNanos = System.nanoTime();
        switch (number % 4) {
            case 1 -> call("DowngradeSmartAccessGateway", CHANGE + "&BandWidthSpec=5");
            case 3 -> call("UpgradeSmartAccessGateway", CHANGE + "&BandWidthSpec=10");
            default -> call("DescribeSmartAccessGateways", "RegionId=cn-shanghai&PageSize=10");
        }
        nanos.add(System.nanoTime() - beganNanos);
    }

    private void call(String action, String query) throws IOException {
        try (RawHttp connection = new RawHttp(apiPort)) {
            connection.send(RawHttp.signed(ROOT, action, query) + "Content-Length: 0\r\n\r\n");
            RawHttp.Answer answer = connection.read();
            assertThat(answer.status()).as("%s: %s", action, answer.body()).isEqualTo(200);
        }
    }

    /** Ends the calls, all of which must have been answered, and 99 in a hundred of them within this time. */
    void assertWasServed(Duration most, String meanwhile) {
        isOver = true;
        calls.join();
        List<Long> sorted = nanos.stream().sorted().toList();
        assertThat(sorted).isNotEmpty();
        String times = String.format(
                "%s: calls=%d p50=%d ms p99=%d ms max=%d ms",
                meanwhile, sorted.size(), millis(sorted, 0.5), millis(sorted, 0.99), millis(sorted, 1));
        System.out.println(times);
        assertThat(millis(sorted, 0.99)).as(times).isLessThan(most.toMillis());
    }

    private static long millis(List<Long> sorted, double part) {
        int index = (int) Math.ceil(part * sorted.size()) - 1;
        return Duration.ofNanos(sorted.get(Math.max(0, index))).toMillis();
    }
}
