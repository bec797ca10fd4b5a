package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.standalone.AgentStatus;
import dev.sagfleet.agent.standalone.StandaloneAgent;
import dev.sagfleet.simulator.text.AgentText;
import dev.sagfleet.simulator.text.TerminalBlock;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Shows what an agent carries: a block that is rewritten every second on a terminal, a line every 10 s elsewhere. */
final class LiveRates {
    private static final long TERMINAL_SECONDS = 1;
    private static final long LOG_SECONDS = 10;

    private final StandaloneAgent agent;
    private final PrintWriter out;
    private final boolean isTerminal = Terminal.isAttached();
    private String shown = "";

    LiveRates(StandaloneAgent agent, PrintWriter out) {
        this.agent = agent;
        this.out = out;
    }

    /** Returns when it is time to stop. */
    void show(CountDownLatch stopping) throws InterruptedException {
        AgentStatus before = agent.status();
        while (!stopping.await(isTerminal ? TERMINAL_SECONDS : LOG_SECONDS, TimeUnit.SECONDS)) {
            AgentStatus now = agent.status();
            if (isTerminal) {
                String block = AgentText.block(before, now);
                out.print(TerminalBlock.inPlaceOf(shown, block));
                shown = block;
            } else {
                out.println(AgentText.line(before, now));
            }
            out.flush();
            before = now;
        }
    }
}
