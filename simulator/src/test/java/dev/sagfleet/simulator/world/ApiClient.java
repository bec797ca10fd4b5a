package dev.sagfleet.simulator.world;

import java.util.Map;

/** A client of the OpenAPI. */
interface ApiClient {
    /**
     * Makes one call.
     *
     * @param parameters values are texts, numbers, booleans, lists and maps
     */
    ApiAnswer call(String action, Map<String, ?> parameters);
}
