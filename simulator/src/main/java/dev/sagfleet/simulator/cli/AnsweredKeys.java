package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.firmware.TrustedKey;
import dev.sagfleet.agent.firmware.TrustedKeys;
import java.util.ArrayList;
import java.util.List;

/** The keys of whoever makes images for devices, as a controller answers them to a registration. */
final class AnsweredKeys {
    /** Those of an answer; none if it names none. */
    static TrustedKeys of(JsonNode answer) {
        List<TrustedKey> keys = new ArrayList<>();
        for (JsonNode key : answer.path("firmwareKeys")) {
            keys.add(new TrustedKey(key.path("id").asText(), key.path("key").asText()));
        }
        return new TrustedKeys(keys);
    }

    private AnsweredKeys() {}
}
