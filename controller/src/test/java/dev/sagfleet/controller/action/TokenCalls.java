package dev.sagfleet.controller.action;

import dev.sagfleet.controller.action.Action.Response;
import java.util.concurrent.CompletionStage;

/** Calls for the instance {@code sag-1}, each with a ClientToken. */
record TokenCalls(CalledApi api) {
    private static final String ASSOCIATE = "AssociateSmartAGWithApplicationBandwidthPackage";
    private static final String DISSOCIATE = "DissociateSmartAGFromApplicationBandwidthPackage";

    CompletionStage<Response> associate(String token, String bandwidth) {
        return api.start(
                ASSOCIATE,
                "RegionId",
                "cn-shanghai",
                "ApplicationBandwidthPackageId",
                "abwp-1",
                "AssociateConfigs.1.SmartAGId",
                "sag-1",
                "AssociateConfigs.1.Bandwidth",
                bandwidth,
                "ClientToken",
                token);
    }

    CompletionStage<Response> dissociate(String token) {
        return api.start(
                DISSOCIATE,
                "RegionId",
                "cn-shanghai",
                "ApplicationBandwidthPackageId",
                "abwp-1",
                "SmartAGId",
                "sag-1",
                "ClientToken",
                token);
    }

    static void assertAlreadyAssociated(CompletionStage<Response> call) {
        CalledApi.assertError(
                400,
                "ResourceAlreadyAssociated.SmartAccessGateway",
                "The specified resource of SmartAccessGateway is already associated.",
                call);
    }

    static void assertUnsupported(CompletionStage<Response> call) {
        CalledApi.assertError(
                400,
                "UnsupportedFeature.ApplicationAccelerate",
                "The feature of ApplicationAccelerate is not supported.",
                call);
    }
}
