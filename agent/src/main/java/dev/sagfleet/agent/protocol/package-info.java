/**
 * The contract between a controller and its devices: the messages, the values in them, the codec and
 * the token a device authenticates with. Everything both ends must agree on is here, and nothing else is.
 */
@NullMarked
package dev.sagfleet.agent.protocol;

import org.jspecify.annotations.NullMarked;
