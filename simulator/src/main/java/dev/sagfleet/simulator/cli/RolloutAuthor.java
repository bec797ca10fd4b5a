package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Who wants something of a rollout: its log says so. */
final class RolloutAuthor {
    @Option(
            names = "--by",
            paramLabel = "WHO",
            defaultValue = "${sys:user.name}",
            description = "Who wants it, for the log of the rollout (default: the user of this process).")
    private String by = "";

    /** The body of a request, with that. */
    ObjectNode body() {
        return JsonNodeFactory.instance.objectNode().put("by", by);
    }

    /** Likewise the parameter of one whose body is something else. */
    String parameter() {
        return "by=" + URLEncoder.encode(by, StandardCharsets.UTF_8);
    }
}
