package dev.sagfleet.controller.inventory;

/**
 * Why the inventory does not do what was asked, with the HTTP status, code and message of the API, to
 * the letter where they are documented.
 */
public enum Rejection {
    ACCELERATION_NOT_SUPPORTED(
            400, "UnsupportedFeature.ApplicationAccelerate", "The feature of ApplicationAccelerate is not supported."),
    PLAN_NOT_FOUND(
            400,
            "ResourceNotFound.ApplicationBandwidthPackage",
            "The specified resource of ApplicationBandwidthPackage is not found."),
    NO_CCN(400, "OperationDenied.NoBindCcn", "The CCN is not associated. The operation is denied."),
    ARREARAGE(400, "OperationDenied.Arrearage", "The operation is denied due to overdue payment."),
    PLAN_STATUS(
            400,
            "IncorrectBusinessStatus.ApplicationBandwidthPackage",
            "The business status of ApplicationBandwidthPackage is incorrect."),
    ALREADY_ASSOCIATED(
            400,
            "ResourceAlreadyAssociated.SmartAccessGateway",
            "The specified resource of SmartAccessGateway is already associated."),
    INSTANCE_NOT_FOUND(
            404, "ResourceNotFound.SmartAccessGateway", "The specified resource of SmartAccessGateway is not found."),
    BANDWIDTH_EXCEEDED(
            400,
            "OperationDenied.BandwidthExceeded",
            "The total bandwidth exceeds the limit. The operation is denied."),
    /** Emulator choice: no code is documented for an instance that is not available. */
    INSTANCE_STATUS(400, "IncorrectStatus.SmartAccessGateway", "The status of SmartAccessGateway is incorrect."),
    /** Emulator choice: no code is documented for ending an association that does not exist. */
    NOT_ASSOCIATED(
            400,
            "ResourceNotAssociated.SmartAccessGateway",
            "The specified resource of SmartAccessGateway is not associated."),
    /** Service-wide code for the operations that document none of their own. */
    SAG_NOT_FOUND(400, "SAG.InstanceNoFound", "The specified SAG instance does not exist."),
    DEVICE_NOT_FOUND(400, "Sag.DeviceNotExist", "The specified device does not exist."),
    /** Likewise. */
    SOFTWARE_NOT_SUPPORTED(
            400, "SAG.SoftwareNotSupport", "The specified SAG software edition instance does not support ACL."),
    INVALID_SMARTAG_ID(403, "InvalidId.SMARTAG", "The specified smart access gateway instance id is invalid."),
    NOT_ONLINE(403, "SmartAccessGatewayNotOnline", "The specified smart access gateway is not online."),
    NOT_ACTIVATED(500, "SmartAccessGatewayNotActivated", "The specified Smart Access Gateway has not been activated."),
    IN_ARREARS(500, "SmartAccessGatewayInArrears", "The specified Smart Access Gateway has expired."),
    NOT_BOUND_CCN(403, "NotBoundCCN", "The specified smart access gateway has not bound CCN; please bind CCN first."),
    /** Emulator choice: a version that the catalogue does not have. */
    VERSION_UNKNOWN(
            403,
            "GetSmartAccessGatewayVersionError",
            "An error occurred while obtaining the smart access gateway version."),
    /** Emulator choice: a device that says nothing of its slots. */
    STATE_UNKNOWN(
            403,
            "GetSmartAccessGatewayStateError",
            "An error occurred while obtaining the smart access gateway status."),
    /** Emulator choice: an app instance. */
    PERMISSION(500, "PermissionError", "No permission to operate the instance."),
    VERSION_TOO_OLD(403, "VersionTooOld", "The specified version is outdated; please select a newer version."),
    VERSION_NOT_FOUND(400, "VersionNotExist", "The specified version does not exist."),
    INSTANCE_ID_EMPTY(400, "SAG.InstanceIdEmpty", "You must specify the SAG instance ID."),
    INVALID_SERIAL_NUMBER(400, "SAG.InvalidSerialNumber", "The specified SerialNumber is invalid."),
    /** Emulator choice, in the gateway's pattern: no code is documented for a bandwidth out of range. */
    BANDWIDTH_SPEC(400, "InvalidBandWidthSpec", "Specified parameter BandWidthSpec is not valid."),
    /** Emulator choice likewise, for a plan that would not grow. */
    PLAN_BANDWIDTH(400, "InvalidBandwidth", "Specified parameter Bandwidth is not valid."),
    /** Emulator choice: no code is documented for an acceleration rule that does not exist. */
    RULE_NOT_FOUND(
            400,
            "ResourceNotFound.ApplicationAccelerateRule",
            "The specified resource of ApplicationAccelerateRule is not found."),
    /** Emulator choice: no code is documented for an application that another rule has. */
    RULE_EXISTS(
            400,
            "ResourceAlreadyExists.ApplicationAccelerateRule",
            "The specified resource of ApplicationAccelerateRule already exists."),
    USER_COUNT(400, "SAG.InvalidUserCount", "The specified UserCount is invalid."),
    DATA_PLAN(400, "SAG.InvalidDataPlan", "The specified DataPlan is invalid."),
    DRY_RUN(400, "DryRunOperation", "Request validation has been passed with DryRun flag set."),
    IDEMPOTENT_PARAMETER_MISMATCH(
            400,
            "IdempotentParameterMismatch",
            "The request uses the same client token as a previous, but non-identical request."),
    CCN_NOT_FOUND(404, "ResourceNotFound.Ccn", "The specified resource of Ccn is not found."),
    ORDER_NOT_FOUND(404, "ResourceNotFound.Order", "The specified resource of Order is not found."),
    ORDER_STATUS(409, "IncorrectStatus.Order", "The status of Order is incorrect."),
    /** A device that connects or is registered as something else than it was registered as. */
    DEVICE_MISMATCH(409, "DeviceMismatch", "The device is not what was registered under its serial number."),
    /** A device that is to join an instance of another kind, or one that has no room for it. */
    INSTANCE_MISMATCH(409, "InstanceMismatch", "The device does not fit its instance."),
    /** A device that is described as no device can be. */
    INVALID_DEVICE(400, "InvalidDevice", "There is no such device."),
    IMAGE_NOT_FOUND(404, "ResourceNotFound.FirmwareImage", "The specified resource of FirmwareImage is not found."),
    /** The same bytes as another image, or the same version with other bytes. */
    IMAGE_EXISTS(409, "ResourceAlreadyExists.FirmwareImage", "The specified resource of FirmwareImage already exists."),
    IMAGE_WITHDRAWN(409, "IncorrectStatus.FirmwareImage", "The status of FirmwareImage is incorrect."),
    /** An image for other models than that of a device. */
    IMAGE_MISMATCH(409, "FirmwareImageMismatch", "The image is not for the model of the device."),
    /** An image that a device runs already. */
    IMAGE_RUNS(409, "FirmwareImageRunning", "The device runs this image already."),
    JOB_NOT_FOUND(404, "ResourceNotFound.FirmwareJob", "The specified resource of FirmwareJob is not found."),
    JOB_STATUS(409, "IncorrectStatus.FirmwareJob", "The status of FirmwareJob is incorrect."),
    /** Service-wide code; here for a device that says nothing of its slots. */
    UPGRADES_NOT_SUPPORTED(
            403, "FeatureNotSupport", "The current edition of the smart access gateway does not support this feature."),
    IMAGE_LIMIT(409, "QuotaExceeded.FirmwareImage", "The quota of FirmwareImage is exceeded."),
    /** Bytes, or a manifest, that are no image. */
    INVALID_IMAGE(400, "InvalidFirmwareImage", "There is no such image."),
    UPLOAD_NOT_FOUND(404, "ResourceNotFound.FirmwareUpload", "The specified resource of FirmwareUpload is not found."),
    /** A piece that does not follow the one before, or a last one that is missing. */
    UPLOAD_OFFSET(409, "IncorrectOffset.FirmwareUpload", "The offset of FirmwareUpload is incorrect."),
    UPLOAD_LIMIT(409, "QuotaExceeded.FirmwareUpload", "The quota of FirmwareUpload is exceeded."),
    IMAGE_BUSY(503, "ServiceUnavailable.FirmwareImage", "Too many images are being made."),
    NO_SPACE(507, "InsufficientStorage.FirmwareImage", "There is no room for the image."),
    ROLLOUT_NOT_FOUND(404, "ResourceNotFound.Rollout", "The specified resource of Rollout is not found."),
    /** Another rollout of this name that has not ended. */
    ROLLOUT_EXISTS(409, "ResourceAlreadyExists.Rollout", "The specified resource of Rollout already exists."),
    ROLLOUT_STATUS(409, "IncorrectStatus.Rollout", "The status of Rollout is incorrect."),
    /** Somebody else has changed the policy since it was read. */
    ROLLOUT_STALE(409, "IncorrectRevision.Rollout", "The policy of Rollout has been changed since it was read."),
    /** Other members than those that were agreed to. */
    ROLLOUT_MEMBERS(409, "IncorrectMembers.Rollout", "The members of Rollout are not those that were agreed to."),
    /** A change of what the start has fixed. */
    ROLLOUT_FIXED(409, "OperationDenied.RolloutStarted", "This cannot be changed once Rollout is started."),
    ROLLOUT_STILL_HALTED(409, "OperationDenied.RolloutHalted", "What Rollout halted for is still so."),
    ROLLOUT_WAVE(409, "IncorrectWave.Rollout", "The specified wave of Rollout does not wait for this.");

    private final int httpStatus;
    private final String code;
    private final String message;

    Rejection(int httpStatus, String code, String message) {
        this.httpStatus = httpStatus;
        this.code = code;
        this.message = message;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public String code() {
        return code;
    }

    public String message() {
        return message;
    }

    /** This rejection as it leaves a change, which is then undone. */
    RejectedException because(String detail) {
        return new RejectedException(this, detail);
    }
}
