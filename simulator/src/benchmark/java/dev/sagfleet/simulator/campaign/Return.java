package dev.sagfleet.simulator.campaign;

/**
 * A kill, and how the controller and its devices came back.
 *
 * @param atSeconds since the start of the rollout
 * @param resolved members that had ended by then
 * @param answersSeconds from the kill until the controller answers again
 * @param backSeconds from the kill until all devices are in session again, but for one in 1,000 that may be booting
 * @param reconnects of devices until then
 * @param downloads that were begun or gone on with until then, and for the time that they pause at least
 */
public record Return(
        double atSeconds, int resolved, double answersSeconds, double backSeconds, Rate reconnects, Rate downloads) {}
