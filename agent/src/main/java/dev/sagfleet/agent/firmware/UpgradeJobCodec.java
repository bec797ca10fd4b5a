package dev.sagfleet.agent.firmware;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.firmware.UpgradeJob.Tries;
import dev.sagfleet.agent.protocol.MalformedMessageException;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import java.util.Optional;

/** A job as a part of the text that a device's flash keeps. The manifest stands in the order, and is not kept twice. */
final class UpgradeJobCodec {
    static void put(ObjectNode node, UpgradeJob job) {
        node.put("order", MessageCodec.formatCommand(job.order()));
        node.put("looked", job.manifest().isPresent());
        node.put("state", job.state().name());
        node.put("code", job.code().number());
        node.put("bytes", job.checkpoint().bytes());
        node.put("hashState", job.checkpoint().hashState());
        node.put("transportTries", job.tries().transport());
        node.put("verificationTries", job.tries().verification());
        node.put("furthestBytes", job.tries().furthestBytes());
        node.put("nextTryAtMillis", job.nextTryAtMillis());
        node.put("lineWasDown", job.lineWasDown());
        node.put("acknowledged", job.acknowledged());
    }

    static UpgradeJob parse(StoredNode node) {
        Upgrade order = FirmwareStateCodec.order(node.text("order"));
        return new UpgradeJob(
                order,
                node.flag("looked") ? Optional.of(manifest(order)) : Optional.empty(),
                node.oneOf("state", UpdateState.class),
                code(node.number("code")),
                new Checkpoint(node.number("bytes"), node.text("hashState")),
                new Tries(node.count("transportTries"), node.count("verificationTries"), node.number("furthestBytes")),
                node.number("nextTryAtMillis"),
                node.flag("lineWasDown"),
                node.flag("acknowledged"));
    }

    private static Manifest manifest(Upgrade order) {
        try {
            return ManifestCodec.read(order.manifest().manifest());
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("order: no manifest (expected: one that was looked at)", e);
        }
    }

    private static UpdateCode code(long number) {
        return UpdateCode.numbered(number)
                .orElseThrow(
                        () -> new IllegalArgumentException("code: " + number + " (expected: one of the contract)"));
    }

    private UpgradeJobCodec() {}
}
