package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The devices that are registered. */
public interface DeviceRepository {
    Optional<Device> find(SerialNumber serial);

    /**
     * A device that must be there.
     *
     * @throws RejectedException if there is none
     */
    default Device require(SerialNumber serial) {
        return find(serial).orElseThrow(() -> noDevice(serial));
    }

    /**
     * What of a device that must be there says whether it can be ordered to install an image.
     *
     * @throws RejectedException if there is no such device
     */
    default Upgradable requireUpgradable(SerialNumber serial) {
        return upgradable(serial).orElseThrow(() -> noDevice(serial));
    }

    /** What of a device says whether it can be ordered to install an image: little, and asked for with each order. */
    default Optional<Upgradable> upgradable(SerialNumber serial) {
        return find(serial).map(Upgradable::of);
    }

    private static RejectedException noDevice(SerialNumber serial) {
        return Rejection.DEVICE_NOT_FOUND.because("no device " + serial);
    }

    /** The key of a device alone, which is asked for each time that it connects. */
    Optional<DeviceKey> key(SerialNumber serial);

    /** The devices of an instance: a box, a pair with the active one first, or the apps of all users. */
    List<Device> of(String instanceId);

    /**
     * The devices of which it was said that they are at a site, in the order of the texts of their serial numbers.
     *
     * @param after the serial number that this part begins after; absent for the first part
     * @param most how many there are in one part; fewer come only at the end
     */
    List<SerialNumber> at(String site, Optional<SerialNumber> after, int most);

    /** Whether a device of the instance is connected, as far as is known. */
    boolean anyOnline(String instanceId);

    /** How many devices are registered. */
    long count();

    /**
     * A device that has connected.
     *
     * @param role in its pair
     * @param epoch of its new session
     * @param areSlotsNews whether it says something else of its slots or its job than it said last
     * @param upgradesNow whether it is in a new boot and its policy has it upgraded then
     */
    record Connected(HaRole role, long epoch, boolean areSlotsNews, boolean upgradesNow) {}

    /**
     * Who is there as far as is known, in the order of the texts of the serial numbers.
     *
     * @param after the serial number that this part begins after; absent for the first part
     * @param most how many there are in one part; fewer come only at the end
     */
    List<Attendance> attendances(Optional<SerialNumber> after, int most);

    /**
     * Whether a device is connected, as far as is known.
     *
     * @param epoch of its latest session
     * @param incarnation the start of the controller that saw it last
     */
    record Attendance(SerialNumber serial, long epoch, boolean online, long incarnation) {}

    /** The same in a transaction. */
    interface Writable extends DeviceRepository {
        /** Adds a device, or replaces the one that has its serial number. */
        void save(Device device);

        /**
         * Keeps that a device has connected and what it says of itself, as {@link Device#connected} says.
         *
         * @return nothing if it is not what was registered under its serial number
         */
        Optional<Connected> connect(Hello hello, long incarnation, long nowMillis);

        /** Keeps that a device has ended its association in a session, as {@link Device#dissociated} says. */
        void dissociated(SerialNumber serial, long epoch);

        /** Replaces what a device that is there has last shown of itself. */
        void savePresence(Device device);

        /**
         * Adds those whose serial numbers are new, and leaves the others as they are.
         *
         * @return the serial numbers that are new
         */
        Set<SerialNumber> addNew(Collection<Device> devices);

        /**
         * Takes a device away.
         *
         * @param highest the highest of its revisions and its epoch
         */
        void remove(SerialNumber serial, long highest);

        /**
         * The highest revision or epoch of any device that was removed. A device that is registered begins after it:
         * it may be one of those, hold what it was told then, and have a session of then that is just ending.
         */
        long highestRemoved();

        /** The devices that are marked online by an incarnation of the controller before {@code incarnation}. */
        List<SerialNumber> onlineSinceBefore(long incarnation);

        /** The devices that are online and the standby of their pair. */
        List<SerialNumber> standbysOnline();
    }
}
