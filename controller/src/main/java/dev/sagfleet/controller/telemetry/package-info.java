/**
 * What devices report of their traffic, as rates and added up. In memory only: counters begin anew with each boot.
 *
 * <p>As long as somebody wants to know, also what each was offered over a span that ends now. A report costs the same
 * whatever is kept, and nothing is written for it: of each device there are two earlier moments of its boot, the newer of
 * which takes the place of the older one every now and then. A span is from the later one that is long enough ago, so it is
 * at least as long as is asked for and at most twice the longest that is kept. What is before the first report of a boot
 * that is long under way is not known, as after a start of the controller, and neither is what is before a report that
 * contradicts the one before it.
 */
@NullMarked
package dev.sagfleet.controller.telemetry;

import org.jspecify.annotations.NullMarked;
