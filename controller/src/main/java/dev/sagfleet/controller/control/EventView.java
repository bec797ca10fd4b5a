package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.controller.event.Event;
import dev.sagfleet.controller.event.EventReader;
import dev.sagfleet.controller.event.Happening;
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

    private static ObjectNode of(Event event) {
        ObjectNode view = fields().put("sequence", event.sequence())
                .put("time", event.time().toString())
                .put("kind", event.happening().kind().label());
        event.happening().device().ifPresent(serial -> view.put("serial", serial.text()));
        return event.happening().deliverTo(new Describing(view));
    }

    private static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Writes what each happening says beside its kind and its device. */
    private record Describing(ObjectNode fields) implements Happening.Receiver<ObjectNode> {
        @Override
        public ObjectNode onOnline(Happening.Online happening) {
            fields.put("model", happening.model().label())
                    .put("firmware", happening.firmware().toString())
                    .put("epoch", happening.epoch());
            return fields.put("accelerationSuspended", happening.suspended());
        }

        @Override
        public ObjectNode onOffline(Happening.Offline happening) {
            return fields.put("epoch", happening.epoch());
        }

        @Override
        public ObjectNode onSent(Happening.Sent happening) {
            var command = happening.command();
            fields.put("command", command.getClass().getSimpleName());
            return identify(
                    command.commandId(), command.aspect(), command.revision().number());
        }

        @Override
        public ObjectNode onAnswered(Happening.Answered happening) {
            identify(
                    happening.commandId(),
                    happening.aspect(),
                    happening.revision().number());
            happening.refusal().ifPresent(refusal -> fields.put(
                            "reason", refusal.reason().name())
                    .put("found", refusal.found())
                    .put("required", refusal.required()));
            return fields;
        }

        @Override
        public ObjectNode onAccelerationChanged(Happening.AccelerationChanged happening) {
            return fields.put("firmware", happening.firmware().toString());
        }

        @Override
        public ObjectNode onCalled(Happening.Called happening) {
            happening.action().ifPresent(action -> fields.put("action", action));
            fields.put("requestId", happening.requestId()).put("status", happening.status());
            happening.errorCode().ifPresent(code -> fields.put("errorCode", code));
            happening.detail().ifPresent(detail -> fields.put("detail", detail));
            return fields;
        }

        private ObjectNode identify(String commandId, Aspect aspect, long revision) {
            return fields.put("commandId", commandId)
                    .put("aspect", aspect.name().toLowerCase(Locale.ROOT))
                    .put("revision", revision);
        }
    }

    private EventView() {}
}
