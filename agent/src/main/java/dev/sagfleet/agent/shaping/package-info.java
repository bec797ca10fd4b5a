/**
 * Token buckets, and how they stack: what a device may carry at the bandwidth that it was given. Pure
 * integer arithmetic on a time that is passed in.
 */
@NullMarked
package dev.sagfleet.agent.shaping;

import org.jspecify.annotations.NullMarked;
