/** What devices report of their traffic, as rates and added up. In memory only: counters begin anew with each boot. */
@NullMarked
package dev.sagfleet.controller.telemetry;

import org.jspecify.annotations.NullMarked;
