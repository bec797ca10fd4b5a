package dev.sagfleet.simulator.campaign;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes of a campaign on one data directory: the controller, which is killed, and the fleet by itself or in it. */
final class Ends implements AutoCloseable {
    /** Below those that the machine gives to who connects, or a device could take the port of its controller. */
    private static final int PORT_MIN = 20_000;

    private static final int PORT_MAX = 32_000;

    private final Class<?> sag;
    private final Campaign campaign;
    private final Path data;
    private final Path fleetFile;
    private final Path said;
    private final int apiPort;
    private final int devicePort;
    private Optional<SagProcess> controller = Optional.empty();
    private Optional<SagProcess> fleet = Optional.empty();

    Ends(Class<?> sag, Campaign campaign, Path directory) throws IOException {
        this.sag = sag;
        this.campaign = campaign;
        data = directory.resolve("data");
        said = directory.resolve("said");
        fleetFile = Files.writeString(directory.resolve("fleet.yaml"), CampaignFiles.fleet(campaign));
        apiPort = freePort(PORT_MIN);
        devicePort = freePort(apiPort + 1);
    }

    private static int freePort(int from) throws IOException {
        for (int port = from; port < PORT_MAX; port++) {
            try (var tried = new ServerSocket()) {
                tried.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (BindException taken) {
                // The next one may be free.
            }
        }
        throw new IOException("no free port from " + from + " to " + PORT_MAX);
    }

    Path data() {
        return data;
    }

    int apiPort() {
        return apiPort;
    }

    /** Starts the controller, for the first time or once more; it may not answer yet. */
    void startController() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(campaign.isApart() ? "controller" : "up"));
        if (!campaign.isApart()) {
            arguments.addAll(List.of("--transport", "memory", "--delays", "none", "--fleet", fleetFile.toString()));
        }
        arguments.addAll(List.of("--data", data.toString()));
        arguments.addAll(List.of("--api-port", Integer.toString(apiPort)));
        arguments.addAll(List.of("--device-port", Integer.toString(devicePort)));
        controller = Optional.of(SagProcess.start(sag, said, arguments));
    }

    /** Starts the fleet, if that is apart, once the controller answers. */
    void startFleet() throws IOException {
        if (campaign.isApart()) {
            List<String> arguments =
                    List.of("fleet", fleetFile.toString(), "--delays", "none", "--data", data.toString());
            fleet = Optional.of(SagProcess.start(sag, said, arguments));
        }
    }

    void killController() throws InterruptedException {
        if (controller.isPresent()) {
            controller.get().kill();
        }
    }

    void requireAlive() {
        controller.ifPresent(SagProcess::requireAlive);
        fleet.ifPresent(SagProcess::requireAlive);
    }

    /** Kills both. */
    void kill() {
        try {
            killController();
            if (fleet.isPresent()) {
                fleet.get().kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
