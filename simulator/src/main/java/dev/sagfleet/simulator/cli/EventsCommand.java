package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.simulator.text.EventText;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Follows what happens in a controller. */
@Command(
        name = "events",
        description = {
            "Shows what happens in the controller, as it happens, until it is interrupted or the controller stops.",
            "Kinds: online, offline, sent, applied, refused, suspended, resumed, upgrade, rollout, wave, call,"
                    + " registered, removed, reset, image, fault, setting, arrears, ccn, place, lock, payment, access."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EventsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--device",
            paramLabel = "SERIAL",
            split = ",",
            description = "Only what happens to this device; may come several times.")
    private List<String> devices = new ArrayList<>();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "Only events of this kind; may come several times.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--last",
            paramLabel = "N",
            description = "Begin with the latest N of these events, of the " + Events.EVENTS_MAX
                    + " events that the controller remembers.")
    private @Nullable Integer last;

    @Option(
            names = "--no-follow",
            description = "Show what there is, all that the controller remembers without --last, and end.")
    private boolean isOnce;

    @Option(names = "--json", description = "Show each event as one line of JSON.")
    private boolean json;

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        List<String> parameters = new ArrayList<>();
        devices.forEach(serial -> parameters.add("device=" + Arguments.read(spec, serial, SerialNumber::new)));
        kinds.forEach(label -> parameters.add(
                "kind=" + Arguments.read(spec, label, EventKind::of).label()));
        if (last != null) {
            if (last < 0 || last > Events.EVENTS_MAX) {
                throw Arguments.wrong(spec, "--last: " + last, "0 to " + Events.EVENTS_MAX);
            }
            parameters.add("last=" + last);
        } else if (isOnce) {
            parameters.add("last=" + Events.EVENTS_MAX);
        }
        parameters.add("follow=" + !isOnce);
        ZoneId zone = ZoneId.systemDefault();
        Function<JsonNode, String> text = json ? JsonNode::toString : event -> EventText.of(event, zone);
        return new ControlCall(controller, spec.commandLine())
                .follow("events?" + String.join("&", parameters), text, !isOnce);
    }
}
