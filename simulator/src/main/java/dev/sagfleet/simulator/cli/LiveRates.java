package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.standalone.AgentStatus;
import dev.sagfleet.agent.standalone.StandaloneAgent;
import dev.sagfleet.simulator.text.AgentText;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Shows what an agent carries: a block that is rewritten every second on a terminal, a line every 10 s elsewhere. */
final class LiveRates {
    private static final long TERMINAL_SECONDS = 1;
    private static final long LOG_SECONDS = 10;

    private final StandaloneAgent agent;
    private final PrintWriter out;
    private final boolean isTerminal = Terminal.isAttached();

    LiveRates(StandaloneAgent agent, PrintWriter out) {
        this.agent = agent;
        this.out = out;
    }

    /** Returns when it is time to stop. */
    void show(CountDownLatch stopping) throws InterruptedException {
        if (!isTerminal) {
            follow(stopping, LOG_SECONDS, (before, now) -> {
                out.println(AgentText.line(before, now));
                out.flush();
            });
            return;
        }
        try (var block = new LiveBlock(out)) {
            follow(stopping, TERMINAL_SECONDS, (before, now) -> block.show(AgentText.block(before, now)));
        }
    }

    private void follow(CountDownLatch stopping, long seconds, BiConsumer<AgentStatus, AgentStatus> showing)
            throws InterruptedException {
        AgentStatus before = agent.status();
        while (!stopping.await(seconds, TimeUnit.SECONDS)) {
            AgentStatus now = agent.status();
            showing.accept(before, now);
            before = now;
        }
    }
}
