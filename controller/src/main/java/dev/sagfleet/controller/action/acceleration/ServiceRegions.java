package dev.sagfleet.controller.action.acceleration;

import dev.sagfleet.controller.action.Parameter;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.Arrays;

/**
 * The regions whose applications can be accelerated, all of them outside mainland China. The emulator's
 * own choice, since the real list is not documented.
 */
enum ServiceRegions {
    CN_HONGKONG("cn-hongkong", "China (Hong Kong)"),
    AP_SOUTHEAST_1("ap-southeast-1", "Singapore"),
    AP_NORTHEAST_1("ap-northeast-1", "Japan (Tokyo)"),
    EU_CENTRAL_1("eu-central-1", "Germany (Frankfurt)"),
    US_WEST_1("us-west-1", "US (Silicon Valley)");

    private static final String PARAMETER = "ServiceRegionId";

    /** The parameter that names one of them. */
    static final Parameter DECLARED = Parameter.oneOf(
                    PARAMETER, Arrays.stream(values()).map(ServiceRegions::id).toArray(String[]::new))
            .required();

    private final String id;
    private final String label;

    ServiceRegions(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /** The region that the parameter ServiceRegionId names. */
    static ServiceRegions required(Parameters parameters) {
        String id = parameters.required(PARAMETER);
        return Arrays.stream(values())
                .filter(region -> region.id.equals(id))
                .findFirst()
                .orElseThrow(() -> GatewayError.invalid(PARAMETER)
                        .withDetail("found " + id + ", required one that ListServiceRegions lists"));
    }

    String id() {
        return id;
    }

    String label() {
        return label;
    }
}
