package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.runtime.AgentStatus;
import dev.sagfleet.agent.runtime.StandaloneAgent;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Shows what an agent carries: a block that is rewritten every second on a terminal, a line every 10 s elsewhere. */
final class LiveRates {
    private static final long TERMINAL_SECONDS = 1;
    private static final long LOG_SECONDS = 10;

    /** Set by the launcher, which can tell. */
    private static final String TERMINAL = "sag.terminal";

    private static final String CLEAR_BELOW = "\u001B[J";

    /** A line that is wrapped would be two, of which one is gone back over. */
    private static final String CUT_LINES = "\u001B[?7l";

    private static final String WRAP_LINES = "\u001B[?7h";

    private final StandaloneAgent agent;
    private final PrintWriter out;
    private final boolean isTerminal = Boolean.getBoolean(TERMINAL);
    private int linesShown;

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
                rewrite(AgentText.block(before, now));
            } else {
                out.println(AgentText.line(before, now));
            }
            out.flush();
            before = now;
        }
    }

    private void rewrite(String block) {
        if (linesShown > 0) {
            out.print("\u001B[" + linesShown + "A");
        }
        out.print(CLEAR_BELOW + CUT_LINES + block + WRAP_LINES);
        linesShown = (int) block.lines().count();
    }
}
