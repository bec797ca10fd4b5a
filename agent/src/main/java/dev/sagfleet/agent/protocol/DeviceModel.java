package dev.sagfleet.agent.protocol;

import java.util.Arrays;
import java.util.Optional;

/** What kind of device it is, with the bandwidth an instance of that kind can be bought with. */
public enum DeviceModel {
    /** A box for a small branch: 2 to 50 Mbit/s. */
    SAG_100WM("SAG-100WM", "sag-100wm", 2, 50),
    /** A box for a headquarters: 10 to 500 Mbit/s. */
    SAG_1000("SAG-1000", "sag-1000", 10, 500),
    /** A virtual box. It has no application acceleration, whatever its version: 10 to 1000 Mbit/s. */
    SAG_VCPE("SAG-VCPE", "sag-vcpe", 10, 1000),
    /** The SAG app on a user's computer. Its bandwidth belongs to the user: up to 20 Mbit/s. */
    APP("APP", "sag-software", 1, 20);

    private final String label;
    private final String apiName;
    private final int megabitsMin;
    private final int megabitsMax;

    DeviceModel(String label, String apiName, int megabitsMin, int megabitsMax) {
        this.label = label;
        this.apiName = apiName;
        this.megabitsMin = megabitsMin;
        this.megabitsMax = megabitsMax;
    }

    /** The model named as on the box and on the wire, {@code SAG-100WM} for one. */
    public static Optional<DeviceModel> labelled(String label) {
        return Arrays.stream(values())
                .filter(model -> model.label.equals(label))
                .findFirst();
    }

    /** As on the box and on the wire: {@code SAG-100WM}. */
    public String label() {
        return label;
    }

    /** As the OpenAPI spells it: {@code sag-100wm}. */
    public String apiName() {
        return apiName;
    }

    /** The least bandwidth an instance of this model has, in Mbit/s. */
    public int megabitsMin() {
        return megabitsMin;
    }

    /** The most bandwidth an instance of this model has, in Mbit/s. */
    public int megabitsMax() {
        return megabitsMax;
    }

    /** What {@link #allows} lets through, for a person: {@code 2 to 50 Mbit/s}. */
    public String range() {
        return (this == APP ? "1 kbit/s" : megabitsMin) + " to " + megabitsMax + " Mbit/s";
    }

    /** Whether a box or app of this model can accelerate applications once its version allows it. */
    public boolean hasAcceleration() {
        return this != SAG_VCPE;
    }

    /**
     * Whether a device of this model can be set to a bandwidth. An app user's is bought in Kbit/s, so it
     * may lie below 1 Mbit/s.
     */
    public boolean allows(Bandwidth bandwidth) {
        Bandwidth least = this == APP ? Bandwidth.ofKilobits(1) : Bandwidth.ofMegabits(megabitsMin);
        return bandwidth.compareTo(least) >= 0 && bandwidth.compareTo(Bandwidth.ofMegabits(megabitsMax)) <= 0;
    }
}
