package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.telemetry.TrafficRates;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is known of one device: what it should be, what it said, what it carries. */
final class DeviceView {
    /**
     * The view.
     *
     * @param instance that it is of; absent if that is gone
     * @param job its latest
     * @param current whether the device is in session, so that the rates are of now
     * @param counted the latest report
     */
    static ObjectNode of(
            Device device,
            Optional<Instance> instance,
            List<DeviceAspect> aspects,
            Optional<FirmwareJob> job,
            boolean current,
            Optional<TrafficRates> rates,
            Optional<Telemetry> counted) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        Presence presence = device.presence();
        view.put("serial", device.serial().text());
        view.put("instanceId", device.instanceId());
        view.put("model", device.model().label());
        device.user().ifPresent(user -> view.put("user", user));
        view.put("online", presence.online());
        view.put("firmware", presence.firmware().map(FirmwareVersion::toString).orElse(null));
        presence.firmware()
                .flatMap(version -> presence.slots().report(device.model(), version))
                .ifPresent(report -> JobView.putSlots(view, report));
        job.ifPresent(latest -> view.set("job", JobView.of(latest)));
        view.put("role", name(device.role()));
        view.put("epoch", presence.epoch());
        instance.ifPresent(known -> PlaceFields.put(view.putObject("place"), device, known));
        ObjectNode desired = view.putObject("desired");
        ObjectNode reported = view.putObject("reported");
        for (DeviceAspect aspect : aspects) {
            aspect.desired().command().deliverTo(new Describing(desired.putObject(name(aspect.aspect()))));
            putReported(reported.putObject(name(aspect.aspect())), aspect);
        }
        reported.put("accelerationSuspended", presence.suspended());
        rates.ifPresent(measured -> TrafficView.put(view.putObject("rates").put("current", current), measured));
        counted.ifPresent(latest -> TrafficView.put(view.putObject("counters"), latest));
        return view;
    }

    private static void putReported(ObjectNode fields, DeviceAspect aspect) {
        fields.put("revision", aspect.reported().number());
        String state = aspect.isRefused() ? "refused" : "applied";
        fields.put("state", aspect.isPending() ? "pending" : state);
        aspect.refusal().filter(refusal -> aspect.isRefused()).ifPresent(refusal -> fields.putObject("refusal")
                .put("reason", refusal.reason().name())
                .put("found", refusal.found())
                .put("required", refusal.required()));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Writes what each command says. */
    private record Describing(ObjectNode fields) implements DownlinkMessage.Receiver<ObjectNode> {
        @Override
        public ObjectNode onWelcome(Welcome message) {
            return fields;
        }

        @Override
        public ObjectNode onAssociate(Associate message) {
            identify(message).put("state", "associated").put("planId", message.planId());
            fields.put("bitsPerSecond", message.limit().bitsPerSecond());
            if (!message.destinations().isEmpty()) {
                ArrayNode destinations = fields.putArray("destinations");
                message.destinations().forEach(destination -> destinations.add(destination.toString()));
            }
            return fields;
        }

        @Override
        public ObjectNode onDissociate(Dissociate message) {
            return identify(message).put("state", "none");
        }

        @Override
        public ObjectNode onChangeBandwidth(ChangeBandwidth message) {
            return identify(message).put("bitsPerSecond", message.bandwidth().bitsPerSecond());
        }

        @Override
        public ObjectNode onChangeRole(ChangeRole message) {
            return identify(message).put("role", name(message.role()));
        }

        @Override
        public ObjectNode onUpgrade(Upgrade message) {
            return identify(message).put("job", message.job()).put("attempt", message.attempt());
        }

        @Override
        public ObjectNode onCancelUpgrade(CancelUpgrade message) {
            return identify(message).put("cancelled", message.job());
        }

        @Override
        public ObjectNode onReboot(Reboot message) {
            return identify(message);
        }

        @Override
        public ObjectNode onDownloadLink(DownloadLink message) {
            return fields;
        }

        @Override
        public ObjectNode onProgressRecorded(ProgressRecorded message) {
            return fields;
        }

        private ObjectNode identify(Command command) {
            return fields.put("revision", command.revision().number()).put("commandId", command.commandId());
        }
    }

    private DeviceView() {}
}
