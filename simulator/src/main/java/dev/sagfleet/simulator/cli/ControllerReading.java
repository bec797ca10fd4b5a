package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberCodec;
import dev.sagfleet.controller.rollout.PolicyCodec;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutCodec;
import dev.sagfleet.simulator.fleet.KnownDevice;
import dev.sagfleet.simulator.rehearsal.Known.KnownImage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * What a running controller has, read page by page over one connection. What goes on there meanwhile may be in it or not.
 * If it does not answer as one does, the user is told so, and a {@link ToldException} is thrown.
 */
final class ControllerReading implements AutoCloseable {
    private static final int PAGE = 1_000;
    private static final int IMAGES_MAX = 1_000;

    private final ControllerFlags controller;
    private final CommandLine command;
    private final ControlCall call;
    private final Http http = new Http();
    private long nowMillis;

    ControllerReading(ControllerFlags controller, CommandLine command) {
        this.controller = controller;
        this.command = command;
        call = new ControlCall(controller, command);
    }

    /** What its clock showed with what was read last. */
    Instant now() {
        return Instant.ofEpochMilli(nowMillis);
    }

    /** All devices, in the order of their serial numbers. */
    List<KnownDevice> devices() throws IOException {
        List<KnownDevice> devices = new ArrayList<>();
        pages("fleet", page -> page.path("devices").forEach(item -> devices.add(KnownDeviceReader.device(item))));
        return devices;
    }

    /** All images of its catalogue. */
    List<KnownImage> images() throws IOException {
        List<JsonNode> items = found(new ListCall(controller, command, "firmware/images").findAll(IMAGES_MAX));
        return understood(() -> items.stream().map(KnownDeviceReader::image).toList());
    }

    /** The id of the rollout that a person means by its name or id; nothing if there is none. */
    Optional<String> rollout(String name) throws IOException {
        return found(new ListCall(controller, command, "rollouts")
                        .with("name", Optional.of(name))
                        .find(1))
                .stream()
                .map(item -> item.path("id").asText())
                .findFirst();
    }

    /** A rollout and its members, which may have gone on while they were read. */
    record KeptRollout(Rollout rollout, List<Member> members) {}

    KeptRollout kept(String id) throws IOException {
        List<Member> members = new ArrayList<>();
        JsonNode last = pages("rollouts/" + id + "/kept", page -> page.path("members")
                .forEach(member -> members.add(MemberCodec.read(member.asText()))));
        return understood(() -> new KeptRollout(
                RolloutCodec.read(
                        last.path("head").asText(),
                        PolicyCodec.read(last.path("policy").asText()),
                        Optional.ofNullable(last.path("pending").textValue()).map(PolicyCodec::read)),
                members));
    }

    /** Reads a list to its end; returns the last page. */
    private JsonNode pages(String path, Consumer<JsonNode> reading) throws IOException {
        String after = "";
        while (true) {
            ControlCall.Reply reply = call.ask(http, "GET", path + "?limit=" + PAGE + after, "");
            require(reply.exitCode());
            JsonNode page = reply.answer();
            nowMillis = page.path("nowMillis").asLong();
            understood(() -> {
                reading.accept(page);
                return true;
            });
            if (!page.has("next")) {
                return page;
            }
            after = "&after=" + page.path("next").asText();
        }
    }

    private <T> T understood(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new ToldException(call.unreachable(
                    new IOException("it answers as no controller of this version does: " + e.getMessage(), e)));
        }
    }

    private static List<JsonNode> found(ListCall.Found found) {
        require(found.exitCode());
        return found.items();
    }

    private static void require(int exitCode) {
        if (exitCode != ExitCodes.DONE) {
            throw new ToldException(exitCode);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
