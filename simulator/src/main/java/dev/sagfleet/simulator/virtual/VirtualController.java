package dev.sagfleet.simulator.virtual;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.core.CoreSetup;
import dev.sagfleet.controller.firmware.DownloadSettings;
import dev.sagfleet.controller.firmware.Downloads;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.firmware.Links;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.memory.CommitConditions;
import dev.sagfleet.controller.memory.MemoryContent;
import dev.sagfleet.controller.memory.MemoryStore;
import dev.sagfleet.controller.rollout.Semantics;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.counted.CountedCatalogue;
import dev.sagfleet.simulator.counted.ImageService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One controller process on virtual time: the production code, on a store in memory and a port of the virtual network. */
public final class VirtualController {
    private final VirtualNetwork network;
    private final VirtualLoop process;
    private final MemoryStore store;
    private final ControllerCore core;
    private final VirtualPort port;
    private final CountedCatalogue catalogue;
    private final Egress egress;

    private VirtualController(
            VirtualNetwork network,
            VirtualLoop process,
            MemoryStore store,
            ControllerCore core,
            ImageService images,
            CountedCatalogue catalogue,
            Egress egress) {
        this.network = network;
        this.process = process;
        this.store = store;
        this.core = core;
        this.catalogue = catalogue;
        this.egress = egress;
        port = new VirtualPort(network, process, core, images);
    }

    /**
     * How a controller process runs.
     *
     * @param timing of its sessions
     * @param answerWait how long its calls wait for devices
     * @param grace how long after a start devices are not taken for absent
     * @param commits how the commits of its store go
     * @param watching puts something before its store that sees what goes through
     * @param downloads how it serves images
     * @param semantics the rules that its rollouts go by
     */
    public record Setup(
            SessionTiming timing,
            Duration answerWait,
            Duration grace,
            CommitConditions commits,
            UnaryOperator<Store> watching,
            DownloadSettings downloads,
            Semantics semantics) {
        /** A process that serves images as most do. */
        public Setup(
                SessionTiming timing,
                Duration answerWait,
                Duration grace,
                CommitConditions commits,
                UnaryOperator<Store> watching) {
            this(timing, answerWait, grace, commits, watching, DownloadSettings.DEFAULT, Semantics.OWN);
        }

        /** Likewise one that nobody watches. */
        public Setup(SessionTiming timing, Duration answerWait, Duration grace, CommitConditions commits) {
            this(timing, answerWait, grace, commits, UnaryOperator.identity());
        }

        /** The same, with other downloads. */
        public Setup withDownloads(DownloadSettings other) {
            return new Setup(timing, answerWait, grace, commits, watching, other, semantics);
        }

        /** The same, with other rules of rollouts. */
        public Setup withSemantics(Semantics other) {
            return new Setup(timing, answerWait, grace, commits, watching, downloads, other);
        }
    }

    /**
     * Starts a process; once it is up the network listens there.
     *
     * @param content that an earlier process may have left
     * @param clock what it takes the wall time from
     * @param keys that every process on this content has
     */
    public static CompletionStage<VirtualController> start(
            VirtualNetwork network, MemoryContent content, Setup setup, InstantSource clock, SigningKeys keys) {
        var links = new Links(keys.linkKey(), setup.downloads().linkLifetime());
        var process = new VirtualLoop(network.time());
        var opened = new AtomicReference<@Nullable MemoryStore>();
        var egress = new Egress(setup.downloads().egress(), setup.downloads().downloadsMax());
        var core = new CoreSetup(
                setup.timing(),
                setup.answerWait(),
                setup.grace(),
                clock,
                process,
                links,
                egress,
                Access.ofRootAlone(),
                setup.semantics());
        return ControllerCore.start(core, listener -> {
                    var store = new MemoryStore(content, process, listener, setup.commits());
                    opened.set(store);
                    return setup.watching().apply(store);
                })
                .thenApply(started -> {
                    var images =
                            new ImageService(started.store(), new Downloads(started.store(), links, egress), clock);
                    var controller = new VirtualController(
                            network,
                            process,
                            requireNonNull(opened.get()),
                            started,
                            images,
                            new CountedCatalogue(started.store(), keys),
                            egress);
                    network.listen(controller.port);
                    started.begin();
                    return controller;
                });
    }

    /** What of it is not on virtual time alone. */
    public ControllerCore core() {
        return core;
    }

    /** Its images. */
    public CountedCatalogue catalogue() {
        return catalogue;
    }

    /** What its downloads have reserved. */
    public Egress egress() {
        return egress;
    }

    /** Lets nobody come for now, or takes devices in again. */
    public void setPortOpen(boolean isOpen) {
        network.listen(isOpen ? port : null);
    }

    /** Ends the process as {@code kill -9} does: what it had not committed is lost, and it does nothing more. */
    public void crash() {
        network.listen(null);
        store.crash();
        process.end();
        port.crash();
    }
}
