/**
 * Instances, devices, plans and orders: the rules between them, what each device should be (desired) and
 * what it said it is (reported), and the port to the store that keeps them. Pure: it reads no clock and
 * knows neither SQL nor sockets.
 */
@NullMarked
package dev.sagfleet.controller.inventory;

import org.jspecify.annotations.NullMarked;
