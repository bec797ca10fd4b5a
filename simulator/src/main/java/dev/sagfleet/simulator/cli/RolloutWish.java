package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.simulator.text.RolloutText;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Something that a person wants of a rollout: what all commands share that want something. */
final class RolloutWish {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private RolloutLookup lookup = new RolloutLookup();

    @Mixin
    private RolloutAuthor author = new RolloutAuthor();

    @Option(names = "--json", description = "Show the rollout after it as one line of JSON.")
    private boolean json;

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    /** What goes with a request. */
    ObjectNode body() {
        return author.body();
    }

    RolloutLookup.Found find() throws IOException {
        return lookup.find(controller);
    }

    ControlCall call() {
        return new ControlCall(controller, command.commandLine());
    }

    /** Tells the rollout, and prints how it stands then. */
    int make(String wish, ObjectNode body) throws IOException {
        RolloutLookup.Found found = find();
        return found.path().isEmpty() ? found.exitCode() : make(found, wish, body);
    }

    int make(RolloutLookup.Found found, String wish, ObjectNode body) throws IOException {
        return call().run("POST", found.path() + '/' + wish, body.toString(), this::text);
    }

    /** Prints how a rollout stands. */
    int show(String path) throws IOException {
        return call().run("GET", path, "", this::text);
    }

    private String text(JsonNode rollout) {
        return json ? rollout + "\n" : RolloutText.line(rollout) + '\n';
    }
}
