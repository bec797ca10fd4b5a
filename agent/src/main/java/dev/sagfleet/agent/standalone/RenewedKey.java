package dev.sagfleet.agent.standalone;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.agent.runtime.AgentKeys;
import dev.sagfleet.agent.runtime.AgentSetup;
import dev.sagfleet.agent.timing.Loop;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key of a single agent, which asks for another one when the controller refuses it, as one does that was reset. It
 * asks at most once for each refusal, and so no more often than the agent connects. Belongs to the loop of the agent.
 */
final class RenewedKey implements AgentKeys, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RenewedKey.class);

    private final KeySource source;
    private final Loop loop;
    private final ExecutorService asking = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "sag-agent-key");
        thread.setDaemon(true);
        return thread;
    });

    private DeviceKey key;
    private boolean isAsking;

    RenewedKey(DeviceKey first, KeySource source, Loop loop) {
        key = first;
        this.source = source;
        this.loop = loop;
    }

    @Override
    public DeviceKey of(AgentSetup setup) {
        return key;
    }

    @Override
    public void refused(Agent agent) {
        if (!isAsking) {
            isAsking = true;
            asking.execute(() -> ask(agent));
        }
    }

    private void ask(Agent agent) {
        try {
            DeviceKey found = source.get();
            loop.execute(() -> found(found, agent));
        } catch (IOException e) {
            LOG.warn("no other key: serial={} reason={}", agent.serial(), e.getMessage());
            loop.execute(() -> isAsking = false);
        } catch (InterruptedException e) {
            // It is being closed, and nobody wants a key any more.
            Thread.currentThread().interrupt();
        }
    }

    /** A key that was refused already has to wait its time, as after any failure. */
    private void found(DeviceKey found, Agent agent) {
        isAsking = false;
        if (!found.equals(key)) {
            key = found;
            agent.reconnect();
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
