package dev.sagfleet.simulator.benchmark;

import java.time.Duration;

public final class VirtualPeer {
    static com.sun.management.ThreadMXBean mx = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    public static void main(String[] arguments) {
        int n = Integer.parseInt(arguments[1]);
        long t0 = mx.getCurrentThreadCpuTime();
        if (arguments[0].equals("life")) {
            var fleet = new VirtualFleet(n);
            long t1 = mx.getCurrentThreadCpuTime();
            fleet.connect();
            long t2 = mx.getCurrentThreadCpuTime();
            fleet.call(fleet.orders("UpgradeSmartAccessGateway", 300));
            fleet.time().advance(Duration.ofDays(30));
            long t3 = mx.getCurrentThreadCpuTime();
            System.out.println("start " + (t1 - t0) / 1000000 + " connect " + (t2 - t1) / 1000000 + " live "
                    + (t3 - t2) / 1000000 + " events " + fleet.time().events() + " online " + fleet.online() + " answered " + fleet.answered()
                    + " held " + fleet.heldMegabits(fleet.instances().get(n - 1)));
        } else if (arguments[0].equals("rest")) {
            var fleet = new VirtualFleet(n);
            long t1 = mx.getCurrentThreadCpuTime();
            System.out.println("start " + (t1 - t0) / 1000000);
            fleet.connect();
            long t2 = mx.getCurrentThreadCpuTime();
            System.out.println("connect " + (t2 - t1) / 1000000);
            System.gc();
            System.out.println("start " + (t1 - t0) / 1000000 + " connect " + (t2 - t1) / 1000000 + " used "
                    + (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / n + " B each, events "
                    + fleet.time().events());
            if (arguments.length > 2) {
                try { Thread.sleep(100000); } catch (InterruptedException e) { }
            }
            System.out.println(fleet.online());
        } else {
            var fleet = new VirtualFleet(n);
            fleet.connect();
            fleet.time().advance(Duration.ofMinutes(1));
            var up = fleet.orders("UpgradeSmartAccessGateway", 300);
            var down = fleet.orders("DowngradeSmartAccessGateway", 200);
            long end = System.nanoTime() + 1_000_000_000L * Integer.parseInt(arguments[2]);
            for (int round = 0; System.nanoTime() < end; round++) {
                if (arguments.length > 3) {
                    fleet.cutAll();
                    long e0 = fleet.time().events(), b0 = mx.getCurrentThreadAllocatedBytes(), n0 = mx.getCurrentThreadCpuTime();
                    fleet.time().advance(Duration.ofMinutes(10));
                    fleet.connect();
                    long e = fleet.time().events() - e0;
                    System.out.println("reconnect: events/device " + e / (double) n + " ns/event " + (mx.getCurrentThreadCpuTime() - n0) / e
                        + " B/event " + (mx.getCurrentThreadAllocatedBytes() - b0) / e);
                }
                long e0 = fleet.time().events(), b0 = mx.getCurrentThreadAllocatedBytes(), n0 = mx.getCurrentThreadCpuTime();
                fleet.call(round % 2 == 0 ? up : down);
                long n1 = mx.getCurrentThreadCpuTime(), b1 = mx.getCurrentThreadAllocatedBytes();
                long waiting = 0, looks = 0, seen = 0;
                long stop = fleet.time().nowNanos() + 60_000_000_000L;
                while (fleet.time().runOne(stop)) {
                    if ((++seen & 255) == 0) {
                        waiting += fleet.time().waiting();
                        looks++;
                    }
                }
                long n2 = mx.getCurrentThreadCpuTime(), b2 = mx.getCurrentThreadAllocatedBytes();
                long e = fleet.time().events() - e0;
                fleet.time().advance(Duration.ofMinutes(1));
                int w = (int) (waiting / looks);
                var heap = new BareEventHeap(w + 1);
                var random = new java.util.SplittableRandom(round);
                for (int i = 0; i < w; i++) {
                    heap.push(random.nextLong(1000000000L));
                }
                long x = 0;
                long h0 = mx.getCurrentThreadCpuTime();
                for (int i = 0; i < 1000000; i++) {
                    long t = heap.pop();
                    x ^= x << 13; x ^= x >>> 7; x ^= x << 17; x += i;
                    heap.push(t + (x & 0x3fffffff));
                }
                long h1 = mx.getCurrentThreadCpuTime();
                System.out.println("events/change " + e / (double) n + " answered " + fleet.answered() + " order ns " + (n1 - n0) / n + " B " + (b1 - b0) / n
                        + "; run ns/event " + (n2 - n1) / e + " B/event " + (b2 - b1) / e + "; all ns/event " + (n2 - n0) / e + " B/event " + (b2 - b0) / e
                        + " waiting " + w + " bare " + (h1 - h0) / 1000000.0 + " ratio " + (n2 - n0) / (double) e / ((h1 - h0) / 1e6));
            }
        }
    }
}
