/**
 * A report as one HTML page that needs nothing else. A report is a list of sections, and knows nothing of pages; what draws it
 * knows nothing of rehearsals.
 */
@NullMarked
package dev.sagfleet.simulator.report;

import org.jspecify.annotations.NullMarked;
