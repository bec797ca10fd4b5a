package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Administration;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** What a controller by itself can show and set. */
public final class ControlRoutes {
    private final Store store;
    private final TrafficReports reports;
    private final Predicate<SerialNumber> inSession;
    private final Events events;

    /** @param inSession whether a device is connected now, so that its last rates still count; for any thread */
    public ControlRoutes(Store store, TrafficReports reports, Predicate<SerialNumber> inSession, Events events) {
        this.store = store;
        this.reports = reports;
        this.inSession = inSession;
        this.events = events;
    }

    public List<Route> all() {
        return List.of(
                new Route("GET", "/_sag/status", this::status),
                new Route("GET", "/_sag/devices/*", this::device),
                new Route("PUT", "/_sag/devices/*", this::changeDevice),
                new Route("GET", "/_sag/instances/*", this::instance),
                new Route("PUT", "/_sag/instances/*", this::changeInstance),
                new Route("GET", "/_sag/plans/*", this::plan),
                new Route("PUT", "/_sag/plans/*", this::changePlan),
                new Route("GET", "/_sag/orders/*", this::order),
                new Route(
                        "GET",
                        "/_sag/settings",
                        request -> store.read(reading -> view(reading.settings().current()))),
                new Route("PUT", "/_sag/settings", this::changeSettings));
    }

    /**
     * The serial number in a path.
     *
     * @throws ControlException if it is none
     */
    public static SerialNumber serial(String text) {
        try {
            return new SerialNumber(text);
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private CompletionStage<ObjectNode> status(ControlRequest request) {
        request.requireOnly();
        return store.read(reading -> OverviewView.of(reading.overview(), reports.passed(inSession)));
    }

    private CompletionStage<ObjectNode> device(ControlRequest request) {
        SerialNumber serial = serial(request.variables().get(0));
        return store.read(reading -> reading.devices()
                .find(serial)
                .map(device -> DeviceView.of(
                        device,
                        reading.instances().find(device.instanceId()),
                        reading.aspects().of(serial),
                        reading.jobs().latest(serial),
                        inSession.test(serial),
                        reports.rates(serial),
                        reports.latest(serial)))
                .orElseThrow(() -> ControlException.notFound("device: " + serial + " (expected: a known one)")));
    }

    private CompletionStage<ObjectNode> changeDevice(ControlRequest request) {
        request.requireOnly(PlaceFields.with());
        SerialNumber serial = serial(request.variables().get(0));
        return store.write(
                transaction -> {
                    Device device = transaction
                            .devices()
                            .find(serial)
                            .orElseThrow(
                                    () -> ControlException.notFound("device: " + serial + " (expected: a known one)"));
                    Device placed = device.withPlace(PlaceFields.change(request, device.place()));
                    transaction.devices().save(placed);
                    ObjectNode view = fields().put("serial", serial.text());
                    transaction
                            .instances()
                            .find(placed.instanceId())
                            .ifPresent(instance -> PlaceFields.put(view.putObject("place"), placed, instance));
                    return view;
                },
                changed -> events.publish(ControllerEvent.Changed.of(
                        EventKind.PLACE,
                        serial,
                        "at " + changed.path("place").path("site").asText())));
    }

    private CompletionStage<ObjectNode> instance(ControlRequest request) {
        String id = request.variables().get(0);
        return store.read(reading -> reading.instances()
                .find(id)
                .map(instance -> view(reading, instance))
                .orElseThrow(() -> ControlException.notFound("instance: " + id + " (expected: a known one)")));
    }

    private CompletionStage<ObjectNode> changeInstance(ControlRequest request) {
        request.requireOnly("arrears", "ccnId");
        String id = request.variables().get(0);
        Optional<Boolean> arrears = request.flag("arrears");
        Optional<Optional<String>> ccnId = request.nullableText("ccnId");
        return store.write(
                transaction -> {
                    arrears.ifPresent(overdue -> Administration.setArrears(transaction, id, overdue));
                    ccnId.ifPresent(bound -> Administration.bindCcn(transaction, id, bound));
                    return transaction
                            .instances()
                            .find(id)
                            .map(instance -> view(transaction, instance))
                            .orElseThrow(
                                    () -> ControlException.notFound("instance: " + id + " (expected: a known one)"));
                },
                changed -> {
                    arrears.ifPresent(overdue -> publish(EventKind.ARREARS, id, overdue ? "overdue" : "settled"));
                    ccnId.ifPresent(bound -> publish(
                            EventKind.CCN,
                            id,
                            bound.map(ccn -> "bound to " + ccn).orElse("unbound")));
                });
    }

    private CompletionStage<ObjectNode> plan(ControlRequest request) {
        String id = request.variables().get(0);
        return store.read(reading -> reading.plans()
                .find(id)
                .map(ListView::of)
                .orElseThrow(() -> ControlException.notFound("plan: " + id + " (expected: a known one)")));
    }

    private CompletionStage<ObjectNode> changePlan(ControlRequest request) {
        request.requireOnly("lockReason");
        Optional<String> lockReason = request.nullableText("lockReason")
                .orElseThrow(() -> ControlException.badRequest("lockReason: missing (expected: a string or null)"));
        String id = request.variables().get(0);
        return store.write(
                transaction -> ListView.of(Administration.lockPlan(transaction, id, lockReason)),
                changed -> publish(
                        EventKind.LOCK,
                        id,
                        lockReason.map(reason -> "locked: " + reason).orElse("unlocked")));
    }

    private void publish(EventKind kind, String subject, String change) {
        events.publish(ControllerEvent.Changed.of(kind, subject, change));
    }

    private CompletionStage<ObjectNode> order(ControlRequest request) {
        String id = request.variables().get(0);
        return store.read(reading -> reading.orders()
                .find(id)
                .map(ListView::of)
                .orElseThrow(() -> ControlException.notFound("order: " + id + " (expected: a known one)")));
    }

    private CompletionStage<ObjectNode> changeSettings(ControlRequest request) {
        request.requireOnly("versionCheck");
        Optional<Boolean> versionCheck = request.flag("versionCheck");
        return store.write(
                transaction -> {
                    Settings settings = new Settings(
                            versionCheck.orElse(transaction.settings().current().versionCheck()));
                    transaction.settings().save(settings);
                    return view(settings);
                },
                changed -> versionCheck.ifPresent(on -> publish(EventKind.SETTING, "versionCheck", on ? "on" : "off")));
    }

    private static ObjectNode view(Settings settings) {
        return fields().put("versionCheck", settings.versionCheck());
    }

    private static ObjectNode view(Reading reading, Instance instance) {
        ObjectNode view = fields().put("id", instance.id()).put("name", instance.name());
        view.put("regionId", instance.regionId());
        view.put("model", instance.model().label());
        view.put("haType", instance.haType().apiName());
        view.put(
                "status",
                instance.status(reading.devices().anyOnline(instance.id())).apiName());
        view.put("arrears", instance.inArrears());
        view.put("ccnId", instance.ccnId().orElse(null));
        view.put("bandwidthMbps", instance.megabits());
        view.put("userCount", instance.userCount());
        instance.acceleration().ifPresent(acceleration -> view.putObject("acceleration")
                .put("planId", acceleration.planId())
                .put("bandwidthMbps", acceleration.megabits()));
        var devices = view.putArray("devices");
        reading.devices()
                .of(instance.id())
                .forEach(device -> devices.add(device.serial().text()));
        return view;
    }

    private static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }
}
