package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.counted.Carrier;
import dev.sagfleet.simulator.counted.ImagePort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The downloads over a virtual network, each over a connection of its own: what happens to a line happens to them. */
final class VirtualDownloads implements ImagePort {
    private final VirtualNetwork network;
    private final Map<SerialNumber, VirtualDownload> running = new LinkedHashMap<>();

    private Optional<Carrier> uplink = Optional.empty();

    VirtualDownloads(VirtualNetwork network) {
        this.network = network;
    }

    /** From now on those that begin share a line. */
    void share(Carrier line) {
        uplink = Optional.of(line);
    }

    /** What those share that begin now. */
    Optional<Carrier> uplink() {
        return uplink;
    }

    @Override
    public Call ask(Asked asked, Client client) {
        var download = new VirtualDownload(network, asked, client);
        running.put(asked.serial(), download);
        download.connect();
        return download;
    }

    int count() {
        return running.size();
    }

    void ended(SerialNumber serial, VirtualDownload download) {
        running.remove(serial, download);
    }

    /** Does something with the download of a device, if it has one. */
    void with(SerialNumber serial, Consumer<VirtualDownload> what) {
        VirtualDownload download = running.isEmpty() ? null : running.get(serial);
        if (download != null) {
            what.accept(download);
        }
    }

    /** The lines carry again. */
    void heal() {
        List.copyOf(running.values()).forEach(VirtualDownload::heal);
    }

    /** Ends what a process held. */
    void forgetAll(Entrance place) {
        for (VirtualDownload download : List.copyOf(running.values())) {
            if (download.leadsTo(place)) {
                download.controllerIsGone();
            }
        }
    }
}
