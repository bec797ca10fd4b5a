package dev.sagfleet.simulator.simtest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A call that a client makes, and what it does to its instance if it succeeds.
 *
 * @param token its ClientToken, if it has one
 */
record ApiCall(
        String action, Map<String, String> parameters, Optional<String> token, UnaryOperator<InstanceState> effect) {
    /** A call without a ClientToken. */
    static ApiCall of(String action, UnaryOperator<InstanceState> effect, String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new ApiCall(action, parameters, Optional.empty(), effect);
    }

    /** A call that changes nothing, whatever comes of it. */
    static ApiCall reading(String action, String... namesAndValues) {
        return of(action, UnaryOperator.identity(), namesAndValues);
    }

    ApiCall withToken(String clientToken) {
        return with("ClientToken", clientToken, Optional.of(clientToken), effect);
    }

    /** The same as a trial, which has no effect. */
    ApiCall dry() {
        return with("DryRun", "true", token, UnaryOperator.identity());
    }

    /** The same with another parameter, which makes it fail. */
    ApiCall spoilt(String name, String value) {
        return with(name, value, token, UnaryOperator.identity());
    }

    private ApiCall with(
            String name, String value, Optional<String> clientToken, UnaryOperator<InstanceState> otherEffect) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(name, value);
        return new ApiCall(action, changed, clientToken, otherEffect);
    }

    @Override
    public String toString() {
        return action + parameters;
    }
}
