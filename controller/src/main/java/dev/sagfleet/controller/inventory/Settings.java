package dev.sagfleet.controller.inventory;

/**
 * What can be switched on a running controller, kept with its data.
 *
 * @param versionCheck whether the controller itself checks model and version before an association; off,
 *     the devices' refusals are what a caller sees
 */
public record Settings(boolean versionCheck) {
    public static final Settings DEFAULT = new Settings(true);
}
