package dev.sagfleet.controller.action;

import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.Parameters;
import java.util.List;

/**
 * What policies must allow for an action.
 *
 * @param resources the resources that it is about, all of which must be allowed
 * @param isRefusedAsForbidden whether the documentation of the action has the product's own error for who may not
 */
public record Right(List<Resource> resources, boolean isRefusedAsForbidden) {
    /** An action that cannot be allowed on some resources only. */
    public static final Right ON_ALL = new Right(List.of(Resource.ALL), false);

    /** An action on the instance {@code SmartAGId}. */
    public static final Right ON_INSTANCE = new Right(List.of(Resource.INSTANCE), false);

    /** What policies call things. */
    public enum Resource {
        /** All there is. */
        ALL,
        /** The instance that the parameter {@code SmartAGId} names. */
        INSTANCE;

        private String name(String account, Parameters parameters) {
            return switch (this) {
                case ALL -> "*";
                case INSTANCE ->
                    "acs:smartag:" + text(parameters, "RegionId") + ':' + account + ":smartag/"
                            + text(parameters, "SmartAGId");
            };
        }

        /** One that must be there has been looked for before. */
        private static String text(Parameters parameters, String name) {
            return parameters.optional(name).orElse("");
        }
    }

    public Right {
        resources = List.copyOf(resources);
    }

    /** The same, refused as {@code Forbidden} instead of {@code Forbidden.RAM}. */
    public Right refusedAsForbidden() {
        return new Right(resources, true);
    }

    /** The names of the resources of a call. */
    List<String> names(String account, Parameters parameters) {
        return resources.stream()
                .map(resource -> resource.name(account, parameters))
                .toList();
    }

    /** The error for who may not. */
    ApiException refusal(String detail) {
        return (isRefusedAsForbidden ? GatewayError.FORBIDDEN : GatewayError.FORBIDDEN_RAM).exception(detail);
    }
}
