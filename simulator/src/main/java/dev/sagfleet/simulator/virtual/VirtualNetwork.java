package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.link.DeviceLink;
import dev.sagfleet.agent.link.DeviceLinks;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.counted.ImagePort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The network between devices and their controller, on virtual time. What is sent over a connection arrives in its
 * order, as TCP has it, and what is under way when a connection breaks is lost.
 *
 * <p>A connection notices by itself that its other end is silent, after the time that keep-alives would have needed, so
 * that none need be sent.
 */
public final class VirtualNetwork implements DeviceLinks {
    /** After this a connection that nobody answers is given up, as that of a real device is. */
    static final long CONNECT_TIMEOUT_NANOS = 10_000_000_000L;

    private final VirtualTime time;
    private final LineConditions lines;
    private final Map<SerialNumber, VirtualConnection> connections = new LinkedHashMap<>();
    private final Map<SerialNumber, Long> cutOffUntilNanos = new LinkedHashMap<>();
    private final VirtualDownloads downloads = new VirtualDownloads(this);
    private @Nullable Entrance entrance;
    private AnswerDelays answers = AnswerDelays.NONE;
    private NetworkWatcher watcher = NetworkWatcher.BLIND;
    private Strays strays = Strays.NONE;
    private final Map<SerialNumber, List<Consumer<VirtualConnection>>> astray = new LinkedHashMap<>();
    private long answerCount;

    /** How devices answer commands. */
    public interface AnswerDelays {
        /** An answer that is sent at once. */
        List<Long> ONCE = List.of(0L);

        /** Each once, as soon as it is there. */
        AnswerDelays NONE = (serial, answer) -> ONCE;

        /**
         * When an answer is sent, in nanoseconds after it could be: once for each number, so not at all if there is none.
         *
         * @param answer how many there were before, over all devices
         */
        List<Long> of(SerialNumber serial, long answer);
    }

    /** Which frames do not arrive over the connection that they are sent over, but over the next one of the device. */
    public interface Strays {
        /** None. */
        Strays NONE = (serial, isUplink) -> false;

        /** Whether the frame does that is being sent. */
        boolean takes(SerialNumber serial, boolean isUplink);
    }

    public VirtualNetwork(VirtualTime time, LineConditions lines) {
        this.time = time;
        this.lines = lines;
    }

    VirtualTime time() {
        return time;
    }

    LineConditions lines() {
        return lines;
    }

    /** From now on this is told of what happens. */
    public void setWatcher(NetworkWatcher watching) {
        watcher = watching;
    }

    NetworkWatcher watcher() {
        return watcher;
    }

    /** From now on these frames go astray. */
    public void setStrays(Strays others) {
        strays = others;
    }

    boolean hasStrays() {
        return strays != Strays.NONE;
    }

    /** Whether a frame goes astray; then it arrives once its device has its next session. */
    boolean leadsAstray(SerialNumber serial, boolean isUplink, Consumer<VirtualConnection> arrival) {
        boolean isAstray = strays.takes(serial, isUplink);
        if (isAstray) {
            astray.computeIfAbsent(serial, unknown -> new ArrayList<>()).add(arrival);
        }
        return isAstray;
    }

    /** The frames of earlier connections that come over this one. */
    void bringStrays(SerialNumber serial, VirtualConnection connection) {
        List<Consumer<VirtualConnection>> late = astray.remove(serial);
        if (late != null) {
            late.forEach(arrival -> arrival.accept(connection));
        }
    }

    /** How many connections there are, or are about to be. */
    public int connectionCount() {
        return connections.size();
    }

    /** From now on devices answer like this. */
    public void setAnswers(AnswerDelays delays) {
        answers = delays;
    }

    AnswerDelays answers() {
        return answers;
    }

    long countAnswer() {
        return answerCount++;
    }

    /** From now on devices that connect come to this entrance; without one they are refused. */
    public void listen(@Nullable Entrance listening) {
        entrance = listening;
    }

    @Nullable
    Entrance entrance() {
        return entrance;
    }

    @Override
    public DeviceLink of(DeviceLink.Owner owner) {
        return new VirtualLink(this, owner);
    }

    @Override
    public boolean noticeSilence() {
        return true;
    }

    /** Where devices fetch images: over lines like those of their connections. */
    public ImagePort imagePort() {
        return downloads;
    }

    /** From now on downloads that begin share the line of the controller max-min fairly. */
    public void setUplink(Bandwidth bandwidth) {
        downloads.share(new SharedLine(time, bandwidth));
    }

    /** How many downloads there are, or are about to be. */
    public int downloadCount() {
        return downloads.count();
    }

    VirtualDownloads downloads() {
        return downloads;
    }

    void opened(SerialNumber serial, VirtualConnection connection) {
        connections.put(serial, connection);
    }

    void ended(SerialNumber serial, VirtualConnection connection, String reason) {
        connections.remove(serial, connection);
        watcher.ended(serial, reason);
    }

    /** When what is sent now over the line of a device leaves it: when it is no longer cut off. */
    long leavesNanos(SerialNumber serial) {
        if (cutOffUntilNanos.isEmpty()) {
            return time.nowNanos();
        }
        Long until = cutOffUntilNanos.get(serial);
        if (until != null && until <= time.nowNanos()) {
            cutOffUntilNanos.remove(serial);
        }
        return until == null ? time.nowNanos() : Math.max(until, time.nowNanos());
    }

    /** Breaks the connection of a device, if it has one; both ends notice soon. */
    public void breakOff(SerialNumber serial) {
        VirtualConnection connection = connections.get(serial);
        if (connection != null) {
            connection.breakOff();
        }
        downloads.with(serial, VirtualDownload::breakOff);
    }

    /** Lets the connection of a device carry nothing any more, without either end being told. */
    public void hang(SerialNumber serial) {
        VirtualConnection connection = connections.get(serial);
        if (connection != null) {
            connection.hang();
        }
        downloads.with(serial, VirtualDownload::hang);
    }

    /** The device is gone from its connection, if it has one, and does not say so, as when its power fails. */
    public void vanish(SerialNumber serial) {
        VirtualConnection connection = connections.get(serial);
        if (connection != null) {
            connection.vanish();
        }
        downloads.with(serial, VirtualDownload::vanish);
    }

    /**
     * Cuts devices off from the controller for a time. What is sent meanwhile arrives afterwards, unless the connection
     * is given up before.
     */
    public void partition(Iterable<SerialNumber> serials, long nanos) {
        long untilNanos = time.nowNanos() + nanos;
        for (SerialNumber serial : serials) {
            cutOffUntilNanos.merge(serial, untilNanos, Math::max);
            VirtualConnection connection = connections.get(serial);
            if (connection != null) {
                connection.silentUntil(untilNanos);
            }
            downloads.with(serial, download -> download.silentUntil(untilNanos));
        }
    }

    /** From now on nobody is cut off, and what has gone astray is lost. */
    public void heal() {
        cutOffUntilNanos.clear();
        astray.clear();
        downloads.heal();
    }

    /** Ends what a process held, as the operating system does: the devices notice soon, and the process never. */
    void forgetAll(Entrance place) {
        for (VirtualConnection connection : connections.values().toArray(VirtualConnection[]::new)) {
            if (connection.leadsTo(place)) {
                connection.controllerIsGone();
            }
        }
        downloads.forgetAll(place);
    }
}
