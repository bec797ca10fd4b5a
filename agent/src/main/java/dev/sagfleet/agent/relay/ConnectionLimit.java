package dev.sagfleet.agent.relay;

import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many clients there may be at all ports of a device. When it is full, the others wait in the queues of the ports. */
final class ConnectionLimit {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimit.class);

    /** What was short may be there again without any client having left. */
    private static final long SHORTAGE_SECONDS = 1;

    /** Between two lines in the log: a shortage comes again with every client that tries. */
    private static final long QUIET_SECONDS = 60;

    private final int clientsMax;
    private final List<Channel> ports = new ArrayList<>();
    private int clients;

    /** When to try again to take in a client, after one could not be. */
    private @Nullable ScheduledFuture<?> shortage;

    private boolean isShortageLogged;

    ConnectionLimit(int clientsMax) {
        this.clientsMax = clientsMax;
    }

    /** Opens another port, or not yet. */
    void add(Channel port) {
        ports.add(port);
        setOpen();
    }

    /** Takes in a client until its channel closes. */
    void admit(Channel client) {
        clients++;
        client.closeFuture().addListener(closed -> {
            clients--;
            tryAgain();
        });
        setOpen();
    }

    /** Counts as full for now: a client could not be taken in, most likely for want of open files. */
    void acceptFailed(Channel port, Throwable cause) {
        if (!isShortageLogged) {
            LOG.warn("no more clients for now, others wait: clients={} reason={}", clients, cause.toString());
            isShortageLogged = true;
            var unused = port.eventLoop().schedule(() -> isShortageLogged = false, QUIET_SECONDS, TimeUnit.SECONDS);
        }
        if (shortage == null) {
            shortage = port.eventLoop().schedule(this::tryAgain, SHORTAGE_SECONDS, TimeUnit.SECONDS);
        }
        setOpen();
    }

    private void tryAgain() {
        if (shortage != null) {
            shortage.cancel(false);
            shortage = null;
        }
        setOpen();
    }

    int clients() {
        return clients;
    }

    private void setOpen() {
        boolean open = clients < clientsMax && shortage == null;
        for (Channel port : ports) {
            if (port.config().isAutoRead() != open) {
                port.config().setAutoRead(open);
            }
        }
    }
}
