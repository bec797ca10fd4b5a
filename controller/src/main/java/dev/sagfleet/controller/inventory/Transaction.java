package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.List;
import java.util.Optional;

/**
 * A change of the inventory while it is made: it sees its own writes, and nobody else's half-made ones.
 * Saving inserts what is new and replaces what is there.
 */
public interface Transaction extends Reading {
    void save(Instance instance);

    void save(Plan plan);

    void save(AccelerationRule rule);

    void save(Ccn ccn);

    void save(Device device);

    /** Saves an aspect; if its desired revision is new, the device's session is woken after the commit. */
    void save(DeviceAspect aspect);

    void save(Order order);

    void save(Settings settings);

    /** A number that no order has had. */
    long nextOrderNumber();

    /** A number that no plan has had. */
    long nextPlanNumber();

    /** A number that no acceleration rule has had. */
    long nextRuleNumber();

    /** The devices that are marked online by an incarnation of the controller before {@code incarnation}. */
    List<SerialNumber> onlineSinceBefore(long incarnation);

    /** The devices that are online and the standby of their pair. */
    List<SerialNumber> standbysOnline();

    /** The token, unless it was made before {@code oldestMillis}. */
    Optional<ClientToken> token(ClientToken.Key key, long oldestMillis);

    void save(ClientToken token);

    void remove(ClientToken.Key key);

    /** Forgets all tokens made before {@code oldestMillis}. */
    void removeTokensBefore(long oldestMillis);
}
