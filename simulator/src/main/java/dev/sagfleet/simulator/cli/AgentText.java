package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.relay.Forward;
import dev.sagfleet.agent.relay.RelayConfig;
import dev.sagfleet.agent.runtime.AgentFile;
import dev.sagfleet.agent.runtime.AgentStatus;
import dev.sagfleet.agent.runtime.StandaloneAgent;
import dev.sagfleet.agent.shaping.ByteCounts;
import dev.sagfleet.agent.shaping.Direction;
import dev.sagfleet.agent.shaping.TrafficClass;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/** What a single agent is and carries, for a person. */
final class AgentText {
    private static final double BITS_PER_BYTE = 8;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double MEGA = 1e6;
    private static final int MEGA_DIGITS = 6;

    /** Who it is and where it listens, without a line break at the end. */
    static String introduction(AgentFile file, String instanceId, StandaloneAgent agent, RelayConfig config) {
        var text = new StringBuilder("device " + file.identity().serial() + " of instance " + instanceId + ": "
                + file.identity().model().label() + ", firmware " + file.state().firmware() + '\n');
        agent.socksAddress().ifPresent(address -> text.append("SOCKS5 proxy at ")
                .append(shown(address))
                .append(config.user().isPresent() ? ", with user and password\n" : "\n"));
        List<InetSocketAddress> ports = agent.forwardAddresses();
        for (int i = 0; i < ports.size(); i++) {
            Forward forward = config.forwards().get(i);
            text.append(shown(ports.get(i)) + " goes to " + forward.host() + ':' + forward.hostPort() + '\n');
        }
        if (agent.socksAddress().isEmpty() && ports.isEmpty()) {
            text.append("it carries nothing without --socks or --forward\n");
        }
        return text.append("stop with Ctrl-C").toString();
    }

    private static String shown(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ':' + address.getPort();
    }

    /** How it stands, and its rates since it stood otherwise, for a terminal. */
    static String block(AgentStatus before, AgentStatus now) {
        TextTable table = TextTable.withNumbersFrom(1).add("", "Mbit/s", "delayed", "MB since boot");
        for (Direction direction : Direction.values()) {
            for (TrafficClass kind : TrafficClass.values()) {
                ByteCounts earlier = before.counters().of(kind, direction);
                ByteCounts later = now.counters().of(kind, direction);
                table.add(
                        name(direction, kind),
                        rate(before, now, earlier.passedBytes(), later.passedBytes()),
                        rate(before, now, earlier.delayedBytes(), later.delayedBytes()),
                        decimal("%.1f", later.passedBytes() / MEGA));
            }
        }
        return headline(now) + '\n' + table.text();
    }

    /** The same in a line, for a log. */
    static String line(AgentStatus before, AgentStatus now) {
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
                        .map(limit -> "acceleration " + megabits(limit))
                        .orElse("no acceleration");
        return (status.isOnline() ? "online" : "offline") + ", " + megabits(state.bandwidth()) + " each way, "
                + acceleration + ", " + status.connections()
                + (status.connections() == 1 ? " connection" : " connections");
    }

    private static String megabits(Bandwidth bandwidth) {
        return BigDecimal.valueOf(bandwidth.bitsPerSecond(), MEGA_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString()
                + " Mbit/s";
    }

    private static String name(Direction direction, TrafficClass kind) {
        return (direction + " " + kind).toLowerCase(Locale.ROOT);
    }

    /** Counters begin anew with each boot. */
    private static String rate(AgentStatus before, AgentStatus now, long earlierBytes, long laterBytes) {
        double micros = (now.nanos() - before.nanos()) / NANOS_PER_MICRO;
        long bytes = laterBytes < earlierBytes ? laterBytes : laterBytes - earlierBytes;
        return decimal("%.3f", micros <= 0 ? 0 : bytes * BITS_PER_BYTE / micros);
    }

    private static String decimal(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    private AgentText() {}
}
