package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventReader;
import dev.sagfleet.controller.event.LoggedEvent;
import java.util.Locale;

/** Events as lines of JSON. */
public final class EventView {
    /** The lines of what came next, each with its line break; nothing if nothing came. */
    public static String lines(EventReader.Batch batch) {
        var lines = new StringBuilder();
        if (batch.missed() > 0) {
            lines.append(fields().put("kind", "missed").put("count", batch.missed()))
                    .append('\n');
        }
        batch.events().forEach(event -> lines.append(of(event)).append('\n'));
        return lines.toString();
    }

    private static ObjectNode of(LoggedEvent event) {
        ObjectNode view = fields().put("sequence", event.sequence())
                .put("time", event.time().toString())
                .put("kind", event.event().kind().label());
        event.event().device().ifPresent(serial -> view.put("serial", serial.text()));
        return event.event().deliverTo(new Describing(view));
    }

    private static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Writes what each event says beside its kind and its device. */
    private record Describing(ObjectNode fields) implements ControllerEvent.Receiver<ObjectNode> {
        @Override
        public ObjectNode onOnline(ControllerEvent.Online event) {
            fields.put("model", event.model().label())
                    .put("firmware", event.firmware().toString())
                    .put("epoch", event.epoch());
            return fields.put("accelerationSuspended", event.suspended());
        }

        @Override
        public ObjectNode onOffline(ControllerEvent.Offline event) {
            return fields.put("epoch", event.epoch());
        }

        @Override
        public ObjectNode onSent(ControllerEvent.Sent event) {
            var command = event.command().command();
            fields.put("command", command.getClass().getSimpleName());
            return identify(
                    command.commandId(), command.aspect(), command.revision().number());
        }

        @Override
        public ObjectNode onAnswered(ControllerEvent.Answered event) {
            identify(event.commandId(), event.aspect(), event.revision().number());
            event.refusal()
                    .ifPresent(refusal -> fields.put("reason", refusal.reason().name())
                            .put("found", refusal.found())
                            .put("required", refusal.required()));
            return fields;
        }

        @Override
        public ObjectNode onAccelerationChanged(ControllerEvent.AccelerationChanged event) {
            return fields.put("firmware", event.firmware().toString());
        }

        @Override
        public ObjectNode onJobChanged(ControllerEvent.JobChanged event) {
            fields.put("job", event.job()).put("attempt", event.attempt());
            fields.put("version", event.version().toString()).put("state", JobView.state(event.state()));
            return JobView.putCode(fields, event.code());
        }

        @Override
        public ObjectNode onRolloutChanged(ControllerEvent.RolloutChanged event) {
            fields.put("rollout", event.rollout()).put("name", event.name());
            fields.put("state", event.state().name().toLowerCase(Locale.ROOT));
            return fields.put("by", event.who()).put("why", event.why());
        }

        @Override
        public ObjectNode onWaveChanged(ControllerEvent.WaveChanged event) {
            fields.put("rollout", event.rollout()).put("name", event.name());
            fields.put("wave", event.wave()).put("news", event.news().name().toLowerCase(Locale.ROOT));
            return event.members() > 0 ? fields.put("members", event.members()) : fields;
        }

        @Override
        public ObjectNode onCalled(ControllerEvent.Called event) {
            event.action().ifPresent(action -> fields.put("action", action));
            fields.put("requestId", event.requestId()).put("status", event.status());
            event.errorCode().ifPresent(code -> fields.put("errorCode", code));
            event.detail().ifPresent(detail -> fields.put("detail", detail));
            event.by().ifPresent(accessKeyId -> fields.put("by", accessKeyId));
            return fields;
        }

        @Override
        public ObjectNode onChanged(ControllerEvent.Changed event) {
            event.subject().ifPresent(subject -> fields.put("subject", subject));
            return fields.put("change", event.change()).put("by", event.by());
        }

        private ObjectNode identify(String commandId, Aspect aspect, long revision) {
            return fields.put("commandId", commandId)
                    .put("aspect", aspect.name().toLowerCase(Locale.ROOT))
                    .put("revision", revision);
        }
    }

    private EventView() {}
}
