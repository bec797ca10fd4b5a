package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.campaign.Campaigns;
import dev.sagfleet.controller.firmware.DownloadSettings;
import dev.sagfleet.controller.firmware.ImageDescription;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.Region;
import dev.sagfleet.controller.inventory.RolloutRepository;
import dev.sagfleet.controller.inventory.RolloutRepository.CauseCount;
import dev.sagfleet.controller.memory.CommitConditions;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.delay.TypicalDelays;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.DeviceImages;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.fleet.KeptStates;
import dev.sagfleet.simulator.link.ModelLinks;
import dev.sagfleet.simulator.time.Seed;
import dev.sagfleet.simulator.virtual.VirtualController;
import dev.sagfleet.simulator.virtual.VirtualFlash;
import dev.sagfleet.simulator.virtual.VirtualTime;
import dev.sagfleet.simulator.world.VirtualWorld;
import dev.sagfleet.simulator.world.WorldException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The world of a rehearsal up to the start of its rollout: all devices are known, some are away, the image is there. */
final class RehearsedWorld {
    static final String PERSON = "rehearsal";

    /** From switching on all devices to the start: enough for all of them to connect, and to find the members. */
    private static final Duration BEFORE = Duration.ofHours(2);

    private static final Duration STEP = Duration.ofSeconds(1);
    /** In the time over which health is measured. */
    private static final int REPORTS = 6;

    private static final Duration ANSWER_WAIT = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration COMMIT = Duration.ofMillis(2);

    private final Script script;
    private final Seed seed;
    private final VirtualWorld world;

    RehearsedWorld(Script script, Rehearsal.Listener listener) {
        this.script = script;
        seed = new Seed(script.seed()).at("rehearsal");
        var time = new VirtualTime();
        world = VirtualWorld.start(
                time,
                new VirtualWorld.Setup(
                        script.fleet(),
                        script.seed(),
                        Backoff.DEFAULT,
                        TypicalDelays.TABLE.refinedBy(script.fleet().delays()),
                        new FleetLinks(script, seed),
                        VirtualFlash.Conditions.PERFECT,
                        new VirtualController.Setup(
                                        SessionTiming.DEFAULT, ANSWER_WAIT, GRACE, CommitConditions.prompt(COMMIT))
                                .withDownloads(DownloadSettings.DEFAULT)
                                .withSemantics(script.semantics()),
                        this::clock,
                        DeviceImages.WELL,
                        script.known().map(Known::kept).orElse(KeptStates.NONE)),
                flash -> listener.watching(time, flash));
        script.links().uplink().ifPresent(world.network()::setUplink);
    }

    private InstantSource clock(VirtualTime time) {
        return new ShiftedClock(script.begin().minus(BEFORE), time);
    }

    VirtualWorld world() {
        return world;
    }

    Campaigns campaigns() {
        return world.core().campaigns();
    }

    /** Lets all come to the start; returns the id of the rollout, which is to be started now. */
    String prepare() {
        long startNanos = world.time().nowNanos() + BEFORE.toNanos();
        int count = world.fleet().size();
        world.time().runUntil(() -> world.core().sessions().onlineCount() == count, BEFORE.dividedBy(2));
        fillCatalogue();
        // Reports matter to nobody but a gate of health, and are many.
        script.policy()
                .health()
                .ifPresent(health -> world.reportTraffic(health.over().dividedBy(REPORTS)));
        if (script.known().flatMap(Known::underWay).isPresent()) {
            letPass(startNanos);
            return script.known()
                    .flatMap(Known::underWay)
                    .get()
                    .rollout()
                    .origin()
                    .id();
        }
        String id = world.finish(campaigns().create(script.policy(), PERSON))
                .origin()
                .id();
        while (rollout(id).state() != RolloutState.WAITING_FOR_APPROVAL) {
            if (world.time().nowNanos() > startNanos) {
                throw new WorldException("the members of the rollout are not found");
            }
            world.time().advance(STEP);
        }
        letPass(startNanos);
        return id;
    }

    private void letPass(long startNanos) {
        sendAway(startNanos);
        world.time().advance(Duration.ofNanos(startNanos - world.time().nowNanos()));
    }

    /** With the images that are known, and with one for all models if none of them is of the version. */
    private void fillCatalogue() {
        long nowMillis = world.clock().millis();
        for (Known.KnownImage image : script.known().map(Known::images).orElse(List.of())) {
            FirmwareImage.State state =
                    image.isAvailable() ? FirmwareImage.State.AVAILABLE : FirmwareImage.State.WITHDRAWN;
            world.finish(world.catalogue().add(image.manifest(), state, nowMillis));
        }
        if (script.isImageKnown()) {
            return;
        }
        var description = new ImageDescription(
                List.of(DeviceModel.values()),
                script.policy().image(),
                Optional.empty(),
                0,
                SigningKeys.PRIMARY,
                List.of());
        world.finish(world.catalogue().build(description, script.imageBytes(), 0, nowMillis));
    }

    /** Agrees to its members, and starts it; or lets it go on. */
    void start(String id) {
        Optional<UnderWay> underWay = script.known().flatMap(Known::underWay);
        if (underWay.isPresent()) {
            new Continuation(world, underWay.get()).begin();
            return;
        }
        tell(id, new RolloutRequest.Approve(rollout(id).membership().dealt().orElseThrow(), PERSON));
        world.finish(campaigns().start(id, PERSON));
    }

    private void sendAway(long startNanos) {
        VirtualTime time = world.time();
        for (InstanceBlueprint instance : world.blueprint().instances()) {
            for (DeviceBlueprint device : instance.devices()) {
                Seed own = seed.at(device.serial().text());
                Optional<Duration> away = script.away(device.serial(), device.model(), own);
                ModelLinks links = script.links().of(device.model());
                if (away.isPresent() || !links.isAlwaysOn()) {
                    var presence = new Presence(time, world.agent(device.serial()), own);
                    away.ifPresent(span -> presence.awayFor(span.plusNanos(startNanos - time.nowNanos())));
                    presence.follow(links, world.clock(), zoneOf(device));
                }
            }
        }
    }

    private ZoneId zoneOf(DeviceBlueprint device) {
        return device.told()
                .zone()
                .or(() -> device.told().region().flatMap(Region::of).map(Region::zone))
                .or(() -> Region.of(script.fleet().regionId()).map(Region::zone))
                .orElse(ZoneOffset.UTC);
    }

    Rollout rollout(String id) {
        return world.finish(
                        world.core().store().read(reading -> reading.rollouts().find(id)))
                .orElseThrow();
    }

    List<CauseCount> causes(String id) {
        return world.finish(
                world.core().store().read(reading -> reading.rollouts().causes(id)));
    }

    /** All that it has, in the order of their places. */
    List<Member> members(String id) {
        return world.finish(world.core().store().read(reading -> {
            RolloutRepository rollouts = reading.rollouts();
            return rollouts.members(id, 0, rollouts.size(id));
        }));
    }

    Rollout tell(String id, RolloutRequest wish) {
        return world.finish(campaigns().tell(id, wish));
    }
}
