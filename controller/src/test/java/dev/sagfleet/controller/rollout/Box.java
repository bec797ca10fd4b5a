package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A device as it is. */
final class Box {
    final SerialNumber serial;
    String site;
    ZoneId zone = ZoneOffset.UTC;
    int workSeconds = 60;
    boolean online = true;
    boolean meant = true;
    boolean busy;

    @Nullable
    Digest ordered;

    boolean registered = true;
    Digest running = RolloutWorld.OLD;

    Box(String name) {
        serial = new SerialNumber(name);
        site = "site of " + name;
    }
}
