package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Agrees to what a rollout asks for. */
@Command(
        name = "approve",
        description = {
            "Agrees to what a rollout waits for: before its start to its members, later to the wave behind the one that"
                    + " asks. Without flags that is whatever it waits for at the moment."
        },
        sortOptions = false)
final class RolloutApprove implements Callable<Integer> {
    private static final String MEMBERS = "members";
    private static final String WAVE = "wave";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RolloutWish wish = new RolloutWish();

    @Option(
            names = "--members",
            paramLabel = "DIGEST",
            description = "Agree to these members and no others, as the check and ./sag rollout show name them.")
    private @Nullable String members;

    @Option(names = "--wave", paramLabel = "N", description = "Agree to what comes behind this wave, from 1.")
    private @Nullable Integer wave;

    @Override
    public Integer call() throws IOException {
        if (members != null && wave != null) {
            throw Arguments.wrong(spec, "--members, --wave: both", "one of them");
        }
        ObjectNode body = wish.body();
        if (members != null) {
            return wish.make("approve", body.put(MEMBERS, members));
        }
        if (wave != null) {
            return wish.make("approve", body.put(WAVE, wave));
        }
        RolloutLookup.Found found = wish.find();
        if (found.path().isEmpty()) {
            return found.exitCode();
        }
        ControlCall.Reply shown = wish.call().ask("GET", found.path(), "");
        if (shown.exitCode() != ExitCodes.DONE) {
            return shown.exitCode();
        }
        if (!isAsked(shown.answer(), body)) {
            spec.commandLine()
                    .getErr()
                    .println("sag: rollout " + shown.answer().path("name").asText()
                            + ": found nothing that waits for approval");
            return ExitCodes.API_ERROR;
        }
        return wish.make(found, "approve", body);
    }

    /** Whether a rollout asks for something, which then stands in the body. */
    private static boolean isAsked(JsonNode rollout, ObjectNode body) {
        if (rollout.path("state").asText().equals("waiting_for_approval")) {
            body.put(MEMBERS, rollout.path("membership").path("digest").asText());
            return true;
        }
        Optional<JsonNode> asking = StreamSupport.stream(
                        rollout.path("waitsFor").spliterator(), false)
                .filter(wait -> wait.path("for").asText().matches("approval|empty"))
                .findFirst();
        asking.ifPresent(wait -> body.put(WAVE, wait.path(WAVE).asInt()));
        return asking.isPresent();
    }
}
