package dev.sagfleet.controller.action;

import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.rpc.ApiException;

/** What the rules and the devices say no to, as callers see it. */
public final class Rejections {
    /** The error of the API for what the rules rejected. */
    public static ApiException toApi(RejectedException rejected) {
        Rejection rejection = rejected.rejection();
        return new ApiException(rejection.httpStatus(), rejection.code(), rejection.message())
                .withDetail(rejected.detail());
    }

    /** What a device refused, as if the rules had. */
    static RejectedException toRejection(PendingAnswers.Refused refused) {
        Rejection rejection =
                switch (refused.refusal().reason()) {
                    case VERSION_TOO_OLD, MODEL_NOT_SUPPORTED -> Rejection.ACCELERATION_NOT_SUPPORTED;
                    case BANDWIDTH_OUT_OF_RANGE -> Rejection.BANDWIDTH_SPEC;
                    case UPGRADE_UNDER_WAY -> Rejection.JOB_STATUS;
                };
        return new RejectedException(
                rejection, refused.serial() + ": " + refused.refusal().describe() + " (the device refused)");
    }

    private Rejections() {}
}
