/**
 * What happens in a controller, as it happens: a bounded ring of the latest events, and readers that follow
 * it each at its own pace. In memory only. Knows no socket and no JSON.
 */
@NullMarked
package dev.sagfleet.controller.event;

import org.jspecify.annotations.NullMarked;
