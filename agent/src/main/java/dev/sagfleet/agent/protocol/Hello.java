package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The first message of a device on a connection: who it is, what it runs, how far it has come.
 *
 * @param user the user that an app client belongs to; absent for a box
 * @param bootId differs from boot to boot; 1 to 64 characters
 * @param held what it holds of each aspect
 * @param report what is in its slots and how far its job is; absent if it knows no upgrades, and is then told none
 * @param suspended whether it is associated and not accelerating, since its firmware is too old
 */
public record Hello(
        SerialNumber serial,
        Optional<String> user,
        DeviceModel model,
        FirmwareVersion firmware,
        String bootId,
        Holdings held,
        Optional<FirmwareReport> report,
        boolean suspended)
        implements UplinkMessage {
    /** The longest boot id and user name, in characters. */
    public static final int TEXT_LENGTH_MAX = 64;

    public Hello {
        requireNonNull(serial, "serial");
        requireNonNull(model, "model");
        requireNonNull(firmware, "firmware");
        requireNonNull(held, "held");
        requireNonNull(report, "report");
        Text.requireShort(bootId, "bootId", TEXT_LENGTH_MAX);
        user.ifPresent(Hello::requireUser);
    }

    /** That of a device which knows no upgrades. */
    public Hello(
            SerialNumber serial,
            Optional<String> user,
            DeviceModel model,
            FirmwareVersion firmware,
            String bootId,
            Holdings held,
            boolean suspended) {
        this(serial, user, model, firmware, bootId, held, Optional.empty(), suspended);
    }

    /**
     * Checks the name of an app client's user.
     *
     * @throws IllegalArgumentException if it is empty, too long or not printable
     */
    public static void requireUser(String name) {
        Text.requireShort(name, "user", TEXT_LENGTH_MAX);
    }

    public AspectStatus held(Aspect aspect) {
        return held.of(aspect);
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onHello(this);
    }
}
