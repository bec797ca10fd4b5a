/**
 * The control API under {@code /_sag/}: what a test or an operator sees and sets that the real cloud has no
 * API for; and the metrics. Knows no socket.
 */
@NullMarked
package dev.sagfleet.controller.control;

import org.jspecify.annotations.NullMarked;
