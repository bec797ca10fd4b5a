package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.TestWorld.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the actions that read answer, by one client. */
record Lists(ApiClient client) {
    JsonNode body(String action, Map<String, ?> parameters) {
        ApiAnswer answer = client.call(action, parameters);
        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        return answer.body();
    }

    JsonNode gateways(Map<String, ?> parameters) {
        return body("DescribeSmartAccessGateways", parameters);
    }

    JsonNode plans(Map<String, ?> filters) {
        Map<String, Object> parameters = new HashMap<>(filters);
        parameters.put("RegionId", REGION);
        return body("ListApplicationBandwidthPackages", parameters);
    }

    /** The ids of the instances on all pages. */
    List<String> found(Map<String, ?> filters) {
        List<String> ids = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>(filters);
        parameters.put("PageSize", 50);
        int total;
        int page = 1;
        do {
            parameters.put("PageNumber", page++);
            JsonNode body = gateways(parameters);
            total = body.path("TotalCount").asInt();
            ids.addAll(ids(body));
        } while (ids.size() < total && page < 10);
        assertThat(ids).hasSize(total);
        return ids;
    }

    static List<String> ids(JsonNode gateways) {
        return texts(gateways.path("SmartAccessGateways").path("SmartAccessGateway"), "SmartAGId");
    }

    static List<String> names(JsonNode plans) {
        return texts(plans.path("ApplicationBandwidthPackages"), "ApplicationBandwidthPackageName");
    }

    static List<String> texts(JsonNode list, String field) {
        return IntStream.range(0, list.size())
                .mapToObj(index -> list.path(index).path(field).asText())
                .toList();
    }
}
