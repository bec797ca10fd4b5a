package dev.sagfleet.controller.core;

import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.action.Actions;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.action.IdempotentCommands;
import dev.sagfleet.controller.action.PendingAnswers;
import dev.sagfleet.controller.action.device.DeviceActions;
import dev.sagfleet.controller.campaign.Campaigns;
import dev.sagfleet.controller.connection.AutoUpgradeTimer;
import dev.sagfleet.controller.connection.RollCall;
import dev.sagfleet.controller.connection.SessionEnvironment;
import dev.sagfleet.controller.connection.SessionRecorder;
import dev.sagfleet.controller.connection.SessionRegistry;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.inventory.AutoUpgrades;
import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One start of a controller, between the calls of the API and the wires of devices. What it stands on is given: the
 * store, the clock, the loop; and whoever opens connections makes their sessions with its {@link #environment}. Safe for
 * many threads as far as its loop is.
 */
public final class ControllerCore {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerCore.class);

    private final Store store;
    private final SessionRegistry sessions;
    private final Events events;
    private final TrafficReports reports;
    private final RegisteredDevices registered;
    private final SessionRecorder records;
    private final RollCall rollCall;
    private final Commands commands;
    private final IdempotentCommands idempotent;
    private final Actions actions;
    private final Upgrades upgrades;
    private final Campaigns campaigns;
    private final AutoUpgradeTimer autoUpgrades;
    private final Egress egress;
    private final Access access;
    private final SessionEnvironment environment;

    private ControllerCore(
            CoreSetup setup, Store store, SessionRegistry sessions, PendingAnswers answers, long incarnation) {
        this.store = store;
        this.sessions = sessions;
        events = new Events(setup.clock());
        reports = new TrafficReports(setup.clock());
        registered = new RegisteredDevices(store);
        var ordering = new Upgrades(setup.links());
        campaigns = new Campaigns(
                store,
                ordering,
                setup.egress(),
                reports,
                events,
                setup.loop()::schedule,
                setup.clock(),
                new RepeatedFailure(LOG, setup.loop()::nanoTime),
                setup.semantics());
        RolloutListener rollouts = campaigns.listener();
        upgrades = ordering.telling(rollouts);
        records = new SessionRecorder(
                store,
                answers,
                reports,
                events,
                setup.clock(),
                setup.loop()::schedule,
                setup.grace(),
                incarnation,
                upgrades,
                rollouts);
        autoUpgrades = new AutoUpgradeTimer(
                store,
                new AutoUpgrades(upgrades),
                events,
                setup.loop()::schedule,
                setup.clock(),
                new RepeatedFailure(LOG, setup.loop()::nanoTime));
        rollCall = new RollCall(
                store,
                sessions,
                records::mayComeBack,
                events,
                rollouts,
                setup.clock(),
                setup.loop()::schedule,
                new RepeatedFailure(LOG, setup.loop()::nanoTime));
        access = setup.access();
        commands = new Commands(store, answers, setup.answerWait());
        idempotent = new IdempotentCommands(store, commands);
        actions = ApiActions.of(
                store, commands, idempotent, DeviceActions.all(store, upgrades, events, autoUpgrades::look), access);
        egress = setup.egress();
        environment = new SessionEnvironment(setup.timing(), registered::count, sessions, records);
    }

    /**
     * Starts a controller: counts the start, and the devices that may come.
     *
     * @param opening opens the store, which from then on tells the listener what is desired of devices
     * @return completed once devices may come and calls be made; it fails if the store does
     */
    public static CompletionStage<ControllerCore> start(
            CoreSetup setup, Function<DesiredStateListener, Store> opening) {
        var sessions = new SessionRegistry();
        var answers = new PendingAnswers(setup.loop());
        Store store = opening.apply((serial, command) -> {
            sessions.desiredChanged(serial, command);
            answers.desiredChanged(serial, command);
        });
        return store.startIncarnation()
                .thenApply(incarnation -> new ControllerCore(setup, store, sessions, answers, incarnation))
                .thenCompose(core -> core.registered.recount().thenApply(counted -> core));
    }

    /** Lets devices take their time to come; to be called once they can. */
    public void begin() {
        records.beginGracePeriod();
        autoUpgrades.look();
        campaigns.begin();
    }

    /** From now on compares regularly who is there by the store with who is in session. */
    public void callTheRoll() {
        rollCall.begin();
    }

    public Store store() {
        return store;
    }

    /** The sessions of devices that are there. */
    public SessionRegistry sessions() {
        return sessions;
    }

    /** What happens here; whoever changes something beside the APIs says so. */
    public Events events() {
        return events;
    }

    /** What devices have carried. */
    public TrafficReports reports() {
        return reports;
    }

    /** How many devices may come. */
    public RegisteredDevices registered() {
        return registered;
    }

    /** What sessions have to record. */
    public SessionRecorder records() {
        return records;
    }

    /** Makes changes that devices must follow, as the calls of the API do. */
    public Commands commands() {
        return commands;
    }

    /** Orders devices to upgrade, as the calls of the API do. */
    public Upgrades upgrades() {
        return upgrades;
    }

    /** The rollouts. */
    public Campaigns campaigns() {
        return campaigns;
    }

    /** What downloads of images have reserved. */
    public Egress egress() {
        return egress;
    }

    /** Who may call. */
    public Access access() {
        return access;
    }

    /** How much calls that are not over hold: what they wait for of devices, and tokens. Nothing once all are. */
    public int underwayCount() {
        return commands.waitingCount() + idempotent.underwayCount();
    }

    /** The actions of the OpenAPI, for requests that were let in. */
    public Actions actions() {
        return actions;
    }

    /** What the session of a connection is made with. */
    public SessionEnvironment environment() {
        return environment;
    }

    /** Tells all devices that the controller leaves, and records nothing of their leaving. */
    public void stop() {
        rollCall.stop();
        autoUpgrades.stop();
        campaigns.stop();
        records.stop();
        sessions.stop();
    }
}
