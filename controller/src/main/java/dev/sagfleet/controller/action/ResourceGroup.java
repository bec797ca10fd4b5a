package dev.sagfleet.controller.action;

/** The one resource group that there is, which everything is in. */
public final class ResourceGroup {
    /** Its ResourceGroupId. */
    public static final String ID = "rg-default";

    private ResourceGroup() {}
}
