package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.counted.ImageAnswer;
import dev.sagfleet.simulator.counted.ImagePort.Asked;
import dev.sagfleet.simulator.counted.ImagePort.Call;
import dev.sagfleet.simulator.counted.ImagePort.Client;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection over which an image comes. Only its beginning and its end are events; the bytes between stop as soon as
 * the line does.
 */
final class VirtualDownload implements Call {
    /** Either end gives up a connection after so long over which nothing comes, as over HTTP. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private final VirtualNetwork network;
    private final VirtualTime time;
    private final Asked asked;
    private final Client client;
    private @Nullable Entrance entrance;
    private ImageAnswer.@Nullable Body body;
    private long sent;
    private boolean isBroken;
    private boolean isOver;

    VirtualDownload(VirtualNetwork network, Asked asked, Client client) {
        this.network = network;
        this.time = network.time();
        this.asked = asked;
        this.client = client;
    }

    private SerialNumber serial() {
        return asked.serial();
    }

    boolean leadsTo(Entrance place) {
        return entrance == place;
    }

    void connect() {
        if (waitNanos() >= VirtualNetwork.CONNECT_TIMEOUT_NANOS) {
            breakAfter(VirtualNetwork.CONNECT_TIMEOUT_NANOS);
        } else {
            sendOn(this::ask);
        }
    }

    /** How long what is sent now waits for the line. */
    private long waitNanos() {
        return network.leavesNanos(serial()) - time.nowNanos();
    }

    private void sendOn(Runnable arrival) {
        long delayNanos = network.lines().delayNanos(serial(), sent++);
        time.schedule(waitNanos() + delayNanos, () -> {
            if (!isBroken && !isOver) {
                arrival.run();
            }
        });
    }

    private void ask() {
        Entrance place = network.entrance();
        if (place == null) {
            sendOn(this::breakNow);
            return;
        }
        entrance = place;
        place.serve(asked, this::superseded).thenAccept(this::send);
    }

    private void send(ImageAnswer answer) {
        body = answer.body().orElse(null);
        if (isOver || isBroken) {
            release();
        } else {
            answer.body().ifPresent(comes -> comes.whenRateChanges().accept(this::paced));
            sendOn(() -> arrive(answer));
        }
    }

    private void arrive(ImageAnswer answer) {
        if (answer.body().isEmpty()) {
            leave();
        }
        client.answered(
                answer.over(network.downloads().uplink(), network.lines().bitsPerSecond(serial())));
        if (!isOver && waitNanos() > 0) {
            silentUntil(network.leavesNanos(serial()));
        }
    }

    /** What is on its way already comes as it was sent. */
    private void paced() {
        if (!isOver && !isBroken) {
            sendOn(client::paced);
        }
    }

    /** The device has begun another one, so that this one is dead most likely. */
    private void superseded() {
        sendOn(this::breakNow);
    }

    /** The controller knows at once, unless the line is cut: then it bears with the device for a while. */
    @Override
    public void end() {
        if (isOver) {
            return;
        }
        leave();
        if (body != null && waitNanos() > 0) {
            time.schedule(Math.min(waitNanos(), SILENCE_NANOS), this::release);
        } else {
            release();
        }
    }

    private void leave() {
        isOver = true;
        network.downloads().ended(serial(), this);
    }

    private void release() {
        if (body != null) {
            body.release().run();
        }
    }

    private void breakNow() {
        if (!isOver) {
            leave();
            release();
            client.broken();
        }
    }

    private void breakAfter(long nanos) {
        isBroken = true;
        client.stalled();
        time.schedule(nanos, this::breakNow);
    }

    /** Both ends notice soon. */
    void breakOff() {
        breakAfter(network.lines().delayNanos(serial(), sent++));
    }

    /** Nothing comes any more, and nobody says so. */
    void hang() {
        breakAfter(SILENCE_NANOS);
    }

    /** The device is gone, and does not say so. */
    void vanish() {
        leave();
        time.schedule(SILENCE_NANOS, this::release);
    }

    void controllerIsGone() {
        body = null;
        breakOff();
    }

    /** What was to come till then comes later, if either end bears with the other for so long. */
    void silentUntil(long nanos) {
        if (isBroken) {
            return;
        }
        long silentNanos = nanos - time.nowNanos();
        if (silentNanos >= SILENCE_NANOS) {
            breakAfter(SILENCE_NANOS);
        } else {
            client.stalled();
            time.schedule(silentNanos, this::heal);
        }
    }

    /** Goes on, if the line does. */
    void heal() {
        if (!isBroken && !isOver && waitNanos() <= 0) {
            client.goesOn();
        }
    }
}
