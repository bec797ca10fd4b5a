package dev.sagfleet.agent.link;

import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a link has told. */
public final class RecordingOwner implements DeviceLink.Owner {
    /** What was told of connections as such, in its order. */
    public final List<String> told = new ArrayList<>();

    final List<Envelope<DownlinkMessage>> received = new ArrayList<>();
    int opened;
    int closed;
    int heard;
    String reason = "";
    Duration retryAfter = Duration.ZERO;

    @Override
    public void opened() {
        opened++;
        told.add("opened");
    }

    @Override
    public void received(Envelope<DownlinkMessage> envelope) {
        received.add(envelope);
    }

    @Override
    public void heard() {
        heard++;
    }

    @Override
    public void keyRefused() {
        told.add("keyRefused");
    }

    @Override
    public void closed(String because, Duration stayAway) {
        closed++;
        told.add("closed");
        reason = because;
        retryAfter = stayAway;
    }
}
