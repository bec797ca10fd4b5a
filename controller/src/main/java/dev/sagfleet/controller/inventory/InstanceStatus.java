package dev.sagfleet.controller.inventory;

/**
 * The states of an instance that this emulator knows. An instance is never merely ordered or delivered:
 * it exists from the moment that its devices could connect.
 */
public enum InstanceStatus {
    /** Paid for and not bound to a CCN. */
    RECEIVED("Received"),
    /** Available: paid for, bound to a CCN and reachable. */
    ACTIVE("Active"),
    /** None of its devices is connected. */
    OFFLINE("Offline"),
    /** Locked, since a payment is overdue. */
    ARREARAGE("Arrearage");

    private final String apiName;

    InstanceStatus(String apiName) {
        this.apiName = apiName;
    }

    /** As the API spells it. */
    public String apiName() {
        return apiName;
    }
}
