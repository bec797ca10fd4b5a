package dev.sagfleet.simulator.text;

import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.relay.Forward;
import dev.sagfleet.agent.relay.RelayConfig;
import dev.sagfleet.agent.shaping.ByteCounts;
import dev.sagfleet.agent.shaping.Direction;
import dev.sagfleet.agent.shaping.TrafficClass;
import dev.sagfleet.agent.standalone.AgentStatus;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a single agent is and carries, for a person. */
public final class AgentText {
    private static final double BITS_PER_BYTE = 8;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MEGA = 1e6;

    /** Who it is, in a line. */
    public static String identity(DeviceIdentity identity, FirmwareVersion firmware, String instanceId) {
        return "device " + identity.serial() + " of instance " + instanceId + ": "
                + identity.model().label() + ", firmware " + firmware + '\n';
    }

    /**
     * Where it listens, a line for each port.
     *
     * @param forwards in the order of the configuration
     */
    public static String ports(
            Optional<InetSocketAddress> socks, List<InetSocketAddress> forwards, RelayConfig config) {
        var text = new StringBuilder();
        socks.ifPresent(address -> text.append("SOCKS5 proxy at ")
                .append(shown(address))
                .append(config.user().isPresent() ? ", with user and password\n" : "\n"));
        for (int i = 0; i < forwards.size(); i++) {
            Forward forward = config.forwards().get(i);
            text.append(shown(forwards.get(i)) + " goes to " + forward.host() + ':' + forward.hostPort() + '\n');
        }
        return text.isEmpty() ? "it carries nothing without --socks or --forward\n" : text.toString();
    }

    private static String shown(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ':' + address.getPort();
    }

    /** How it stands, and its rates since it stood otherwise, for a terminal. */
    public static String block(AgentStatus before, AgentStatus now) {
        TextTable table = TextTable.withNumbersFrom(1).add("", "Mbit/s", "delayed", "MB since boot");
        for (Direction direction : Direction.values()) {
            for (TrafficClass kind : TrafficClass.values()) {
                ByteCounts earlier = before.counters().of(kind, direction);
                ByteCounts later = now.counters().of(kind, direction);
                table.add(
                        name(direction, kind),
                        rate(before, now, earlier.passedBytes(), later.passedBytes()),
                        rate(before, now, earlier.delayedBytes(), later.delayedBytes()),
                        String.format(Locale.ROOT, "%.1f", later.passedBytes() / MEGA));
            }
        }
        return headline(now) + '\n' + table.text();
    }

    /** The same in a line, for a log. */
    public static String line(AgentStatus before, AgentStatus now) {
        var text = new StringBuilder(headline(now)).append("; Mbit/s");
        for (Direction direction : Direction.values()) {
            for (TrafficClass kind : TrafficClass.values()) {
                text.append(' ')
                        .append(name(direction, kind))
                        .append(' ')
                        .append(rate(
                                before,
                                now,
                                before.counters().of(kind, direction).passedBytes(),
                                now.counters().of(kind, direction).passedBytes()));
            }
        }
        return text.toString();
    }

    private static String headline(AgentStatus status) {
        DeviceState state = status.state();
        String acceleration = state.isSuspended()
                ? "acceleration suspended, firmware " + state.firmware()
                : state.rates()
                        .acceleration()
                        .map(limit -> "acceleration " + Megabits.exactly(limit.bitsPerSecond()))
                        .orElse("no acceleration");
        return (status.isOnline() ? "online" : "offline") + ", "
                + Megabits.exactly(state.bandwidth().bitsPerSecond()) + " each way, "
                + acceleration + ", " + status.connections()
                + (status.connections() == 1 ? " connection" : " connections");
    }

    private static String name(Direction direction, TrafficClass kind) {
        return (direction + " " + kind).toLowerCase(Locale.ROOT);
    }

    /** Counters begin anew with each boot. */
    private static String rate(AgentStatus before, AgentStatus now, long earlierBytes, long laterBytes) {
        double seconds = (now.nanos() - before.nanos()) / NANOS_PER_SECOND;
        long bytes = laterBytes < earlierBytes ? laterBytes : laterBytes - earlierBytes;
        return Megabits.measured(seconds <= 0 ? 0 : bytes * BITS_PER_BYTE / seconds);
    }

    private AgentText() {}
}
