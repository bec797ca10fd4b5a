package dev.sagfleet.controller.action;

/** The one resource group that there is, which everything is in. */
public final class ResourceGroup {
    /** Its ResourceGroupId. */
    public static final String ID = "rg-default";

    /** The parameter that filters by it. */
    public static final Parameter FILTER = Parameter.text("ResourceGroupId").noted("all are in " + ID);

    private ResourceGroup() {}
}
