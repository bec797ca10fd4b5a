/** A controller put together on its ports: all of it but the store, the sockets and the threads. */
@NullMarked
package dev.sagfleet.controller.core;

import org.jspecify.annotations.NullMarked;
