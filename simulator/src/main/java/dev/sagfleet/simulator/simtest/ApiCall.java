package dev.sagfleet.simulator.simtest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A call that a client makes, and what it does to its subject if it succeeds.
 *
 * @param <S> what calls can change of the subject
 * @param token its ClientToken, if it has one
 */
record ApiCall<S>(String action, Map<String, String> parameters, Optional<String> token, UnaryOperator<S> effect) {
    /** A call without a ClientToken. */
    static <S> ApiCall<S> of(String action, UnaryOperator<S> effect, String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new ApiCall<>(action, parameters, Optional.empty(), effect);
    }

    /** A call that changes nothing, whatever comes of it. */
    static <S> ApiCall<S> reading(String action, String... namesAndValues) {
        return of(action, UnaryOperator.identity(), namesAndValues);
    }

    ApiCall<S> withToken(String clientToken) {
        return with("ClientToken", clientToken, Optional.of(clientToken), effect);
    }

    /** The same as a trial, which has no effect. */
    ApiCall<S> dry() {
        return with("DryRun", "true", token, UnaryOperator.identity());
    }

    /** The same once it has had its effect: whoever repeats it with its token changes nothing. */
    ApiCall<S> done() {
        return new ApiCall<>(action, parameters, token, UnaryOperator.identity());
    }

    /** The same with another parameter, which makes it fail. */
    ApiCall<S> spoilt(String name, String value) {
        return with(name, value, token, UnaryOperator.identity());
    }

    boolean isDry() {
        return parameters.containsKey("DryRun");
    }

    boolean isReading() {
        return action.startsWith("Describe") || action.startsWith("List");
    }

    private ApiCall<S> with(String name, String value, Optional<String> clientToken, UnaryOperator<S> otherEffect) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(name, value);
        return new ApiCall<>(action, changed, clientToken, otherEffect);
    }

    @Override
    public String toString() {
        return action + parameters;
    }
}
