package dev.sagfleet.controller.rpc;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What tests claim about refusals. */
final class Refusals {
    private Refusals() {}

    /** Status and code of the error that a call ends with, as in {@code 400 MissingAction}. */
    static String refusal(ThrowingCallable call) {
        ApiException error = refusalOf(call);
        return error.status() + " " + error.code();
    }

    static ApiException refusalOf(ThrowingCallable call) {
        ApiException error = catchThrowableOfType(ApiException.class, call);
        Assertions.assertThat(error).as("refusal").isNotNull();
        return error;
    }
}
