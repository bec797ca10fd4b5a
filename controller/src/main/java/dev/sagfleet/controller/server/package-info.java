/**
 * Netty at the edge: the API port and the device port, which only translate, and the controller put together
 * from all the rest.
 */
@NullMarked
package dev.sagfleet.controller.server;

import org.jspecify.annotations.NullMarked;
